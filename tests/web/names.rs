//! Names in query strings and forms that reach into members, lists and maps.

use std::collections::BTreeMap;

use framework::{
    TestApp,
    prelude::*,
    serde_json::{Value, json},
};

fn app() -> TestApp {
    App::new().module(module_path!()).set("http.target_limit", "60 KiB").test()
}

/// A route that reads a bean from the query string, one that reads it from a form, and both give it back.
macro_rules! echo {
    ($($path:literal $get:ident $post:ident $type:ty;)*) => {$(
        #[get_mapping($path)]
        fn $get(#[query] bean: $type) -> $type {
            bean
        }

        #[post_mapping($path)]
        fn $post(bean: $type) -> $type {
            bean
        }
    )*};
}

echo! {
    "/names/order" get_order post_order Order;
    "/names/closed" get_closed post_closed Closed;
    "/names/tree" get_tree post_tree Tree;
    "/names/beside" get_beside post_beside Beside;
    "/names/guess" get_guess post_guess Guess;
    "/names/holder" get_holder post_holder Holder;
    "/names/map" get_map post_map BTreeMap<String, u8>;
}

#[derive(Bean)]
struct Order {
    name: Option<String>,
    address: Option<Address>,
    #[bean(default)]
    items: Vec<Item>,
    #[bean(default)]
    tags: Vec<String>,
    #[bean(default)]
    matrix: Vec<Vec<u8>>,
    #[bean(default)]
    prices: BTreeMap<String, f64>,
    #[bean(default)]
    stock: BTreeMap<String, Item>,
    shape: Option<Shape>,
    kind: Option<Kind>,
    point: Option<Point>,
    #[serde(rename = "user.name")]
    user: Option<String>,
    #[serde(rename = "sent.to")]
    to: Option<Address>,
}

#[derive(Bean)]
struct Address {
    zip: u16,
    #[bean(default)]
    city: String,
}

#[derive(Bean)]
struct Item {
    name: String,
    #[bean(default = 1, range(1..=9))]
    count: u8,
}

#[derive(Bean)]
#[serde(rename_all = "lowercase")]
enum Shape {
    Circle { radius: f64 },
    Label(String),
}

#[derive(Bean)]
#[serde(tag = "type", content = "data", rename_all = "lowercase")]
enum Kind {
    Weight(Weight),
    None,
}

#[derive(Bean)]
struct Weight {
    grams: u32,
}

#[derive(Bean)]
struct Point(i32, i32);

/// What an answer to a query string and to the same form has in common.
async fn both(app: &TestApp, path: &str, fields: &str) -> Result<Value, Vec<String>> {
    let form = "application/x-www-form-urlencoded";
    let query = app.get(&format!("{path}?{fields}")).await;
    let form = app.post(path).header("content-type", form).body(fields.to_owned()).await;
    let told = |answer: &framework::TestResponse| {
        let errors = answer.json::<Value>()["errors"].clone();
        let errors: Vec<Value> = errors.as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| error["name"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    match (query.status().code(), form.status().code()) {
        (200, 200) => {
            assert_eq!(query.text(), form.text(), "{fields}");
            Ok(query.json())
        }
        (400, 422) => {
            assert_eq!(told(&query), told(&form), "{fields}");
            Err(told(&query))
        }
        codes => panic!("{codes:?} for {fields}: {} {}", query.text(), form.text()),
    }
}

#[tokio::test]
async fn a_name_reaches_into_members_lists_maps_tuples_and_variants() {
    let cases = [
        ("address.zip=1&address.city=x", json!({ "address": { "zip": 1, "city": "x" } })),
        ("address[zip]=1", json!({ "address": { "zip": 1, "city": "" } })),
        ("items[0].name=a&items[0].count=2", json!({ "items": [{ "name": "a", "count": 2 }] })),
        (
            "items[0][name]=a&items.1.name=b",
            json!({ "items": [{ "name": "a", "count": 1 }, { "name": "b", "count": 1 }] }),
        ),
        // The order is that of the numbers, and they may have gaps.
        (
            "items[7].name=b&items[2].name=a",
            json!({ "items": [{ "name": "a", "count": 1 }, { "name": "b", "count": 1 }] }),
        ),
        ("items[18446744073709551615].name=a", json!({ "items": [{ "name": "a", "count": 1 }] })),
        ("tags=a&tags[]=b&tags[1]=d&tags[0]=c", json!({ "tags": ["a", "b", "c", "d"] })),
        ("matrix[0]=1&matrix[0]=2&matrix[1][]=3", json!({ "matrix": [[1, 2], [3]] })),
        (
            "prices[tea]=1&prices.milk=2.5&prices[a.b]=3&prices.c.d=4",
            json!({
                "prices": { "tea": 1.0, "milk": 2.5, "a.b": 3.0, "c.d": 4.0 }
            }),
        ),
        ("stock[tea].name=x&stock.tea.count=2", json!({ "stock": { "tea": { "name": "x", "count": 2 } } })),
        ("shape.circle.radius=2", json!({ "shape": { "circle": { "radius": 2.0 } } })),
        ("shape[label]=2", json!({ "shape": { "label": "2" } })),
        ("kind.type=weight&kind.data.grams=5", json!({ "kind": { "type": "weight", "data": { "grams": 5 } } })),
        ("kind[type]=none", json!({ "kind": { "type": "none" } })),
        ("point[0]=1&point[1]=-2", json!({ "point": [1, -2] })),
        (
            "user.name=Ada&sent.to.zip=7&sent.to[city]=x",
            json!({
                "user.name": "Ada", "sent.to": { "zip": 7, "city": "x" }
            }),
        ),
        // What reaches into nothing sends nothing.
        ("name.first=Ada&name[=x&tags[x]=1&items[01].name=a&items[%2B1].name=a&=x&.=x&[]=x", json!({})),
    ];
    let app = app();
    let empty = json!({
        "name": null, "address": null, "items": [], "tags": [], "matrix": [], "prices": {}, "stock": {}, "shape": null,
        "kind": null, "point": null, "user.name": null, "sent.to": null
    });
    for (fields, mut expected) in cases {
        let found = both(&app, "/names/order", &format!("name=&{fields}")).await.expect("it is read");
        let members = expected.as_object_mut().expect("an object");
        members.insert("name".to_owned(), "".into());
        for (name, value) in empty.as_object().expect("an object") {
            members.entry(name).or_insert(value.clone());
        }
        assert_eq!(found, expected, "{fields}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_as_it_was_sent() {
    let cases: [(&str, &[&str]); 9] = [
        ("address.zip=x", &["address.zip"]),
        ("address[zip]=70000", &["address[zip]"]),
        ("items[3].name=a&items[3].count=x&items[5][count]=2", &["items[3].count", "items[5].name"]),
        ("items[3].name=a&items[3].count=10", &["items[3].count"]),
        ("matrix[2]=1&matrix[2]=x", &["matrix[2]"]),
        ("prices[a.b]=x&prices.c.d=y", &["prices[a.b]", "prices.c.d"]),
        ("stock[tea][count]=1", &["stock[tea].name"]),
        ("point[1]=x", &["point[0]", "point[1]"]),
        ("sent.to.city=x", &["sent.to.zip"]),
    ];
    let app = app();
    for (fields, names) in cases {
        assert_eq!(
            both(&app, "/names/order", fields).await,
            Err(names.iter().map(|name| (*name).to_owned()).collect())
        );
    }

    let problem = app.get("/names/order?items[5].count=x").await;
    let detail = "query parameter `items[5].name` is missing; \
                  query parameter `items[5].count`: expected an integer (u8), got `x`";
    assert_eq!(problem.assert_status(400).json::<Value>()["detail"], detail);
    let problem = app.post("/names/order").form(&[("items[5].count", "s3cret")]).await;
    assert_eq!(
        problem.assert_status(422).json::<Value>(),
        json!({
            "type": "about:blank", "title": "Unprocessable Entity", "status": 422, "instance": "/names/order",
            "detail": "form parameter `items[5].name` is missing; \
                       form parameter `items[5].count`: expected an integer (u8), found text",
            "errors": [
                {
                    "in": "form", "name": "items[5].name",
                    "pointer": "/items/0/name", "rule": "required", "message": "is missing"
                },
                {
                    "in": "form", "name": "items[5].count",
                    "pointer": "/items/0/count", "rule": "type", "message": "expected an integer (u8), found text"
                },
            ],
        })
    );
}

#[derive(Bean)]
struct Holder {
    options: Option<Options>,
    prices: Option<BTreeMap<String, u8>>,
}

#[derive(Bean)]
struct Options {
    fast: Option<bool>,
}

#[tokio::test]
async fn a_text_is_no_bean_and_no_map_but_an_empty_one_may_be() {
    let app = app();
    for (fields, name) in [("options=on", "options"), ("prices=5", "prices"), ("prices=&prices=5", "prices")] {
        assert_eq!(both(&app, "/names/holder", fields).await, Err(vec![name.to_owned()]), "{fields}");
    }
    let found = both(&app, "/names/holder", "options=&prices=").await;
    assert_eq!(found, Ok(json!({ "options": { "fast": null }, "prices": {} })));
    let found = both(&app, "/names/holder", "options=x&options.fast=on&prices.a=1&prices=").await;
    assert_eq!(found, Ok(json!({ "options": { "fast": true }, "prices": { "a": 1 } })));
}

#[derive(Bean)]
#[bean(deny_unknown)]
struct Closed {
    inner: Inner,
}

#[derive(Bean)]
#[bean(deny_unknown)]
struct Inner {
    id: u8,
}

#[tokio::test]
async fn unknown_names_are_refused_where_the_bean_says_so() {
    let app = app();
    both(&app, "/names/closed", "inner.id=1").await.expect("it is read");
    for fields in ["inner.id=1&inner.it=2", "inner[id]=1&inner[it][deep]=2", "inner.id=1&other.id=2", "inner.id=1&x=1"]
    {
        assert_eq!(both(&app, "/names/closed", fields).await.expect_err("unknown").len(), 1, "{fields}");
    }
}

#[derive(Bean)]
struct Tree {
    name: String,
    left: Option<Box<Tree>>,
    #[bean(default)]
    all: Vec<Tree>,
}

#[tokio::test]
async fn a_name_reaches_32_steps_deep_and_no_further() {
    let app = app();
    let deep = |steps: usize| {
        let within = |depth: usize| format!("{}name=x", "left.".repeat(depth));
        (0..steps).map(within).collect::<Vec<_>>().join("&")
    };
    both(&app, "/names/tree", &deep(32)).await.expect("it is read");
    let problem = app.get(&format!("/names/tree?{}", deep(33))).await;
    let detail = "query parameter `bean`: a name reaches deeper than 32 members";
    assert_eq!(problem.assert_status(400).json::<Value>()["detail"], detail);
    // Neither does one take the stack with it.
    let steps = "left.".repeat(10_000);
    assert_eq!(both(&app, "/names/tree", &format!("{}name=x", &steps[..50_000])).await, Err(vec!["bean".to_owned()]));
    let lists = "all[0].".repeat(5_000);
    assert_eq!(both(&app, "/names/tree", &format!("{lists}name=x")).await, Err(vec!["bean".to_owned()]));
}

#[tokio::test]
async fn names_of_a_megabyte_are_looked_at_and_left() {
    let app = app();
    let send =
        |form: String| app.post("/names/order").header("content-type", "application/x-www-form-urlencoded").body(form);
    let long = |text: &str| text.repeat((1 << 20) / text.len());
    for name in [long("a"), long("a."), format!("items{}", long("[")), format!("items[{}]", long("9"))] {
        let status = send(format!("{name}=1&name=x")).await.status().code();
        assert!(matches!(status, 200 | 422), "{status}");
    }
    // What is told of one is short.
    let wrong = send(format!("prices.{}=x", long("k"))).await;
    assert!(wrong.assert_status(422).bytes().len() < 1024, "{}", wrong.text().len());
}

#[derive(Bean)]
struct Beside {
    #[serde(flatten)]
    page: Page,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Bean)]
struct Page {
    sort: Sort,
}

#[derive(Bean)]
struct Sort {
    by: u8,
}

#[tokio::test]
async fn a_flattened_map_gets_what_the_beans_beside_it_do_not_know() {
    let found = both(&app(), "/names/map", "a=1&b.c=2&d[e]=3").await;
    assert_eq!(found, Ok(json!({ "a": 1, "b.c": 2, "d[e]": 3 })));
    let found = both(&app(), "/names/beside", "sort.by=1&year=2&b.c=3").await;
    assert_eq!(found, Ok(json!({ "sort": { "by": 1 }, "year": 2, "b.c": 3 })));
}

#[derive(Bean)]
#[serde(untagged)]
enum Guess {
    Pair { left: Box<Guess>, right: Box<Guess> },
    Leaf { value: u8 },
}

#[tokio::test]
async fn the_names_that_are_there_say_which_variant_without_a_tag_is_meant() {
    let found = both(&app(), "/names/guess", "left.left.value=1&left.right.value=2&right.value=3").await;
    let left = json!({ "left": { "value": 1 }, "right": { "value": 2 } });
    assert_eq!(found, Ok(json!({ "left": left, "right": { "value": 3 } })));
}

/// What it wraps is never found, since the tag is there but once.
#[derive(Bean)]
#[bean(input)]
#[serde(tag = "type")]
enum Wrapped {
    More(Box<Wrapped>),
    One { id: u8 },
}

#[get_mapping("/names/wrapped")]
fn wrapped(#[query] wrapped: Wrapped) -> u8 {
    match wrapped {
        Wrapped::More(_) => 0,
        Wrapped::One { id } => id,
    }
}

#[tokio::test]
async fn a_variant_that_wraps_its_own_type_has_an_end() {
    let app = app();
    app.get("/names/wrapped?type=One&id=1").await.assert_text("1");
    let problem = app.get("/names/wrapped?type=More&id=1").await;
    let detail = "query parameter `type` is missing, got `More`";
    assert_eq!(problem.assert_status(400).json::<Value>()["detail"], detail);
}
