//! What it costs to refuse a request, as problem+json, beside an answer.

use bench_parts::{get, post, service};
use criterion::{Criterion, criterion_group, criterion_main};
use framework::{http::StatusCode, prelude::*};

#[get_mapping("/users/<id>")]
fn user(id: u64) -> Option<u64> {
    (id < 100).then_some(id)
}

#[derive(Bean)]
struct User {
    id: u32,
    #[bean(length(1..=40))]
    name: String,
}

#[post_mapping]
fn create(user: User) -> User {
    user
}

fn refusals(criterion: &mut Criterion) {
    let mut service = service(App::new());
    let mut group = criterion.benchmark_group("refusals");
    let json = "application/json";
    let asked = [
        get("an answer", "/users/7"),
        get("404, no route", "/nowhere").refused(StatusCode::NOT_FOUND),
        get("404, None", "/users/700").refused(StatusCode::NOT_FOUND),
        get("405", "/create").refused(StatusCode::METHOD_NOT_ALLOWED),
        get("400, a parameter", "/users/x").refused(StatusCode::BAD_REQUEST),
        post("400, no JSON", "/create", json, "{").refused(StatusCode::BAD_REQUEST),
        post("422, two violations", "/create", json, r#"{"id":"7","name":""}"#)
            .refused(StatusCode::UNPROCESSABLE_ENTITY),
    ];
    for asked in asked {
        asked.measure(&mut group, &mut service);
    }
}

criterion_group!(benches, refusals);
criterion_main!(benches);
