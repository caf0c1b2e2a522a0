//! Lists of beans as answers and as bodies, beside serde_json alone.

use bench_parts::{get, post, service};
use criterion::{Criterion, criterion_group, criterion_main};
use framework::prelude::*;

#[derive(Bean)]
struct Item {
    id: u32,
    name: String,
    active: bool,
    score: f64,
}

#[get_mapping("/list/<length>")]
fn list(length: u32) -> Vec<Item> {
    (0..length).map(item).collect()
}

#[post_mapping]
fn count(items: Vec<Item>) -> usize {
    items.len()
}

fn item(id: u32) -> Item {
    Item { id, name: "item".to_owned(), active: id.is_multiple_of(2), score: f64::from(id) * 1.5 }
}

/// Allocations that are not those of the items: a buffer that doubles takes one for every doubling.
const MOST: u64 = 40;

#[derive(serde::Serialize)]
struct Plain {
    id: u32,
    name: String,
    active: bool,
    score: f64,
}

/// The same list by serde_json alone.
fn plain(length: u32) -> Vec<u8> {
    let item = |id| {
        let Item { id, name, active, score } = item(id);
        Plain { id, name, active, score }
    };
    serde_json::to_vec(&(0..length).map(item).collect::<Vec<_>>()).expect("JSON")
}

fn lists(criterion: &mut Criterion) {
    let mut service = service(App::new());
    let mut group = criterion.benchmark_group("lists");
    let lengths = [
        ("serde_json writes 1,000", "write 1,000", "read 1,000", 1_000_u32),
        ("serde_json writes 10,000", "write 10,000", "read 10,000", 10_000),
    ];
    for (alone, write, read, length) in lengths {
        group.bench_function(alone, |bencher| bencher.iter(|| plain(length)));
        let answered = get(write, &format!("/list/{length}"));
        let sent = post(read, "/count", "application/json", answered.clone().ask(&mut service));
        for asked in [answered, sent] {
            let more = asked.allocations(&mut service).saturating_sub(length.into());
            assert!(more <= MOST, "{}: {more} allocations beside the items", asked.name);
            asked.measure(&mut group, &mut service);
        }
    }
}

criterion_group!(benches, lists);
criterion_main!(benches);
