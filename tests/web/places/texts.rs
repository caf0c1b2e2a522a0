//! Types that are one text everywhere: as parameters, in JSON, in forms, as keys, in links.

use std::{collections::BTreeMap, fmt, num::ParseIntError, str::FromStr};

use framework::{
    TestApp,
    prelude::*,
    serde_json::{Value, json},
};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Parameter, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[parameter("an order as A-17", json)]
struct OrderId(u32);

impl FromStr for OrderId {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.strip_prefix("A-").unwrap_or_default().parse().map(OrderId)
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "A-{}", self.0)
    }
}

/// Made without `FromStr`, and generic.
#[derive(Parameter, Debug, PartialEq)]
#[parameter(own, json)]
struct Twice<T>(T, T);

impl<T: FromStr> FromParameter for Twice<T> {
    const EXPECTED: &'static str = "two as 1+2";

    fn from_parameter(text: &str) -> Option<Self> {
        let (one, two) = text.split_once('+')?;
        Some(Twice(one.parse().ok()?, two.parse().ok()?))
    }
}

impl<T: fmt::Display> fmt::Display for Twice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.0, self.1)
    }
}

#[derive(Bean, Debug, PartialEq)]
struct Order {
    id: OrderId,
    #[bean(default = OrderId(1))]
    before: OrderId,
    next: Option<OrderId>,
    #[bean(default, length(..=2))]
    parts: Vec<OrderId>,
    #[bean(default)]
    counts: BTreeMap<OrderId, u8>,
    pair: Option<Twice<u8>>,
}

#[derive(Default)]
struct Orders;

#[controller("/texts", client)]
impl Orders {
    #[request_mapping("/order", methods("POST", "GET"))]
    fn order(&self, order: Order) -> Order {
        order
    }

    #[get_mapping("/<id>/next")]
    fn next(&self, id: OrderId, by: Option<Twice<u32>>) -> OrderId {
        OrderId(id.0 + by.map_or(1, |by| by.0 * by.1))
    }

    #[post_mapping("/parts")]
    fn parts(&self, #[json("/ids")] ids: Vec<OrderId>, #[json("/one")] one: OrderId) -> Vec<OrderId> {
        ids.into_iter().chain([one]).collect()
    }
}

#[tokio::test]
async fn a_text_of_ones_own_is_the_same_everywhere() {
    let app = app();
    let expected = json!({
        "id": "A-7", "before": "A-1", "next": "A-8", "parts": ["A-2", "A-3"], "counts": { "A-4": 5 }, "pair": "1+2",
    });
    let sent = json!({
        "id": "A-7", "next": "A-8", "parts": ["A-2", "A-3"], "counts": { "A-4": 5 }, "pair": "1+2",
    });
    app.post("/texts/order").json(&sent).await.assert_json(expected.clone());
    let fields =
        [("id", "A-7"), ("next", "A-8"), ("parts", "A-2"), ("parts", "A-3"), ("counts[A-4]", "5"), ("pair", "1+2")];
    app.post("/texts/order").form(&fields).await.assert_json(expected.clone());
    let query = fields.iter().fold(app.get("/texts/order"), |query, (name, value)| query.query(name, value));
    query.await.assert_json(expected);
    app.get("/texts/A-7/next?by=2%2B3").await.assert_json(json!("A-13"));
    app.post("/texts/parts").json(&json!({ "ids": ["A-1"], "one": "A-2" })).await.assert_json(json!(["A-1", "A-2"]));
    // What a program writes itself.
    assert_eq!(urls::<Orders>().next(OrderId(7)).to_string(), "/texts/A-7/next");
    assert_eq!(app.client::<Orders>().next(OrderId(7), Some(Twice(2, 2))).await.expect("the next"), OrderId(11));
}

#[tokio::test]
async fn what_it_cannot_be_made_of_is_told_everywhere_by_what_is_expected() {
    let app = app();
    let wrong = json!({ "id": "7", "next": 7, "parts": ["A-1", "x"], "counts": { "7": 1 }, "pair": "300+1" });
    let answer = app.post("/texts/order").json(&wrong).await;
    for pointer in ["/id", "/next", "/parts/1", "/pair"] {
        answer.assert_violation(pointer, "type");
    }
    answer.assert_violation("/counts/7", "key");
    answer.assert_body_contains("expected an order as A-17, found text").assert_body_contains("expected two as 1+2");
    let answer = app.get("/texts/order?id=x").await;
    answer.assert_status(400).assert_body_contains("query parameter `id`: expected an order as A-17, got `x`");
    app.get("/texts/7/next").await.assert_status(400).assert_body_contains("expected an order as A-17, got `7`");
    app.post("/texts/parts").json(&json!({ "ids": ["A-1", 1], "one": null })).await.assert_status(400);
}

#[cfg(feature = "openapi")]
#[tokio::test]
async fn it_is_described_as_a_text() {
    let document: Value = app().get("/openapi.json").await.json();
    let text = json!({ "type": "string", "description": "an order as A-17" });
    let order = &document["components"]["schemas"]["Order"]["properties"];
    assert_eq!((&order["id"], &order["parts"]["items"]), (&text, &text));
    let next = &document["paths"]["/texts/{id}/next"]["get"]["responses"]["200"]["content"];
    assert_eq!(next["application/json"]["schema"], text);
}
