//! Rules in beans of every shape: generic, recursive, enums, tuples.

use std::collections::BTreeMap;

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

use super::{Line, app, expected, violations};

#[derive(Bean)]
struct Page<T> {
    #[bean(length(..=1))]
    items: Vec<T>,
    #[bean(range(1..))]
    total: u32,
}

#[derive(Bean)]
struct Tree {
    #[bean(length(..=1))]
    name: String,
    #[bean(default, length(..=2))]
    children: Vec<Tree>,
    #[bean(default)]
    by_name: BTreeMap<String, Tree>,
}

#[post_mapping("/pages")]
fn page(page: Page<Line>) -> u32 {
    page.total
}

#[post_mapping("/trees")]
fn tree(tree: Tree) -> usize {
    tree.children.len() + tree.by_name.len()
}

#[tokio::test]
async fn generic_and_recursive_beans_have_rules() {
    let app = app();
    let bad = json!({ "count": 0, "price": 1 });
    let found = violations(&app.post("/pages").json(&json!({ "items": [bad, bad], "total": 0 })).await);
    let all = [
        ["/items", "length", "must have at most 1 element"],
        ["/items/0/count", "range", "must be at least 1"],
        ["/items/1/count", "range", "must be at least 1"],
        ["/total", "range", "must be at least 1"],
    ];
    assert_eq!(found, expected(&all));
    let found = violations(&app.post("/pages").json(&json!({ "items": [bad, 1], "total": 0 })).await);
    let all = [
        ["/items/1", "type", "expected an object, found a number"],
        ["/items/0/count", "range", "must be at least 1"],
        ["/total", "range", "must be at least 1"],
    ];
    assert_eq!(found, expected(&all));
    let leaf = json!({ "name": "ab" });
    let body = json!({ "name": "a", "children": [{ "name": "b", "children": [leaf] }], "by_name": { "c": leaf } });
    let found = violations(&app.post("/trees").json(&body).await);
    let all = [
        ["/children/0/children/0/name", "length", "must have at most 1 character"],
        ["/by_name/c/name", "length", "must have at most 1 character"],
    ];
    assert_eq!(found, expected(&all));
}

#[derive(Bean)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Payment {
    Cash,
    Card {
        #[bean(length(4..=4))]
        digits: String,
        owner: Owner,
    },
    Transfer(Owner),
}

#[derive(Bean)]
struct Owner {
    #[bean(length(1..))]
    name: String,
}

#[derive(Bean)]
enum Outside {
    Many {
        #[bean(range(..10))]
        count: u8,
    },
    One(Owner),
    Two(Owner, Owner),
}

#[derive(Bean)]
struct Couple(Owner, u8);

#[post_mapping("/validation/payment")]
fn payment(payment: Payment) -> Payment {
    payment
}

#[post_mapping("/validation/outside")]
fn outside(#[json] outside: Vec<Outside>) -> usize {
    outside.len()
}

#[post_mapping("/validation/couple")]
fn couple(#[json] couple: Couple) -> u8 {
    couple.1
}

#[tokio::test]
async fn rules_hold_inside_variants_and_tuples() {
    let app = app();
    let owner = |name: &str| json!({ "name": name });
    let cases = [
        ("payment", json!({ "kind": "cash" }), vec![]),
        ("payment", json!({ "kind": "card", "digits": "1234", "owner": owner("a") }), vec![]),
        ("payment", json!({ "kind": "card", "digits": "1", "owner": owner("") }), vec!["/digits", "/owner/name"]),
        ("payment", json!({ "kind": "card", "digits": 1, "owner": owner("") }), vec!["/digits", "/owner/name"]),
        ("payment", json!({ "kind": "transfer", "name": "" }), vec!["/name"]),
        (
            "outside",
            json!([{ "Many": { "count": 10 } }, { "One": owner("") }, { "Two": [owner("a"), owner("")] }]),
            vec!["/0/Many/count", "/1/One/name", "/2/Two/1/name"],
        ),
        ("couple", json!([owner(""), 1]), vec!["/0/name"]),
    ];
    for (path, body, pointers) in cases {
        let answer = app.post(&format!("/validation/{path}")).json(&body).await;
        answer.assert_status(if pointers.is_empty() { 200 } else { 422 });
        let problem: Value = if pointers.is_empty() { Value::Null } else { answer.json() };
        let found =
            problem["errors"].as_array().map(|errors| errors.iter().filter_map(|error| error["pointer"].as_str()));
        assert_eq!(found.map(Iterator::collect::<Vec<_>>).unwrap_or_default(), pointers, "{body}");
    }
}
