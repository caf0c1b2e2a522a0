//! Names that generated code could use for its own, and what one should not call any more.

#![deny(deprecated)]

use framework::{prelude::*, serde_json::json};

#[derive(Bean)]
struct S {
    s: u8,
}

#[derive(Bean)]
#[bean(default)]
struct D {
    #[bean(default = 2)]
    d: u8,
}

#[derive(Bean)]
struct T<S, D> {
    s: S,
    d: D,
}

#[derive(Bean)]
struct Aged {
    #[deprecated]
    age: u8,
}

#[post_mapping]
fn aged(aged: Aged) -> Aged {
    aged
}

#[post_mapping]
#[deprecated]
fn old(s: S) -> S {
    S { s: s.s + 1 }
}

#[post_mapping]
#[deprecated(note = "use another")]
async fn older(d: D) -> D {
    d
}

#[post_mapping]
fn both(t: T<S, D>) -> T<Vec<S>, D> {
    T { s: vec![t.s], d: t.d }
}

#[derive(Default)]
struct Deprecated;

#[controller("/deprecated")]
impl Deprecated {
    #[get_mapping]
    #[deprecated]
    fn old(&self) -> u8 {
        1
    }
}

#[tokio::test]
async fn deprecated_handlers_serve_and_a_bean_may_have_any_name() {
    let app = App::new().module(module_path!()).test();
    app.post("/old").json(&json!({ "s": 1 })).await.assert_json(json!({ "s": 2 }));
    app.post("/aged").json(&json!({ "age": 1 })).await.assert_json(json!({ "age": 1 }));
    app.post("/older").json(&json!({})).await.assert_json(json!({ "d": 2 }));
    let answer = app.post("/both").json(&json!({ "s": { "s": 1 }, "d": {} })).await;
    answer.assert_json(json!({ "s": [{ "s": 1 }], "d": { "d": 2 } }));
    app.get("/deprecated/old").await.assert_text("1");
}
