use framework::{prelude::*, serde_json::Value};
use std::collections::BTreeMap;

#[derive(Bean)]
struct User {
    name: String,
}

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
}

#[get_mapping]
fn all() -> Vec<u8> {
    let user = || User { name: "Ada".into() };
    let responses: Vec<JsonResponse> = vec![
        "[1]".into(),
        "[1]".to_owned().into(),
        user().into(),
        vec![user()].into(),
        Value::from("text").into(),
        JsonResponse::new(user()),
        JsonResponse::new(Page { items: vec![user()] }),
        JsonResponse::new(vec!["a", "b"]),
        JsonResponse::new([1, 2]),
        JsonResponse::new(Some(user())),
        JsonResponse::new(BTreeMap::from([("a", 1)])),
        JsonResponse::new(Value::from("text")),
        JsonResponse::raw("[1]"),
        JsonResponse::raw(b"[1]".to_vec()),
        "[1]".json(),
    ];
    drop(responses);
    Vec::new()
}

fn main() {}
