//! Finding a route among 10, 1,000 and 10,000, beside other routers. The router's own comparison counts instructions, for
//! more kinds of patterns; this one takes time, and the processor's caches with it.

use std::{hint::black_box, time::Duration};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use framework_core::{__private::bench, RouteInfo, Terms, http::Method};

struct Table {
    name: &'static str,
    pattern: fn(usize) -> String,
    path: fn(usize) -> String,
}

const TABLES: [Table; 2] = [
    Table {
        name: "literals",
        pattern: |number| format!("/api/v1/route{number:04}/items"),
        path: |number| format!("/api/v1/route{number:04}/items"),
    },
    Table {
        name: "captures",
        pattern: |number| format!("/route{number:04}/<id>/items/<item>"),
        path: |number| format!("/route{number:04}/{number:04}/items/first"),
    },
];

/// One after the other, so that a large table does not fit in the processor's caches.
fn routing(criterion: &mut Criterion) {
    for table in &TABLES {
        let mut group = criterion.benchmark_group(format!("routing, {}", table.name));
        group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
        for size in [10, 1_000, 10_000] {
            let patterns: Vec<_> = (0..size).map(table.pattern).collect();
            let paths: Vec<_> = (0..size).map(table.path).collect();
            let mut measure = |name: &str, find: &dyn Fn(&str) -> bool| {
                let mut next = paths.iter().cycle();
                group.bench_function(BenchmarkId::new(name, size), |bencher| {
                    bencher.iter(|| assert!(find(black_box(next.next().map_or("", String::as_str)))));
                });
            };

            let routes: Vec<_> = patterns.iter().map(|pattern| route(pattern)).collect();
            let ours = bench::build(&routes);
            measure("ours", &|path| bench::find(&ours, &Method::GET, path));

            let mut matchit = matchit::Router::new();
            for pattern in &patterns {
                matchit.insert(pattern.replace('<', "{").replace('>', "}"), ()).expect("a pattern that it knows");
            }
            measure("matchit", &|path| black_box(matchit.at(path)).is_ok());

            let mut wayfind = wayfind::RouterBuilder::new();
            for pattern in &patterns {
                wayfind.insert(pattern, ()).expect("a pattern that it knows");
            }
            let wayfind = wayfind.build();
            measure("wayfind", &|path| black_box(wayfind.search(path)).is_some());
        }
    }
}

fn route(pattern: &str) -> &'static RouteInfo {
    Box::leak(Box::new(RouteInfo {
        methods: &["GET"],
        pattern: pattern.to_owned().leak(),
        captures: &[],
        rank: 0,
        function: "",
        module: "",
        package: "",
        file: "",
        line: 0,
        documentation: "",
        terms: Terms::OPEN,
    }))
}

criterion_group!(benches, routing);
criterion_main!(benches);
