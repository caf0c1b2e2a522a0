//! Enums without a tag in forms and query strings.

use framework::{TestApp, prelude::*, serde_json::json};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean)]
struct Size {
    width: u32,
    height: u32,
}

#[derive(Bean)]
#[serde(untagged)]
enum Id {
    Number(u32),
    Text(String),
    Full { region: u8, id: u32 },
}

#[derive(Bean)]
#[serde(untagged)]
enum Attribute {
    Number(f64),
    Text(String),
    Many(Vec<Attribute>),
    Pair(Size, u8),
    Place { zip: u16 },
}

#[derive(Bean)]
struct Described {
    #[bean(default)]
    by: std::collections::BTreeMap<String, Attribute>,
    id: Option<Id>,
    #[bean(default)]
    ids: Vec<Id>,
}

#[request_mapping("/beans/untagged/described", methods("GET", "POST"))]
fn described(described: Described) -> Described {
    described
}

#[tokio::test]
async fn a_form_and_a_query_string_fill_every_variant_without_a_tag() {
    let app = app();
    let fields = [
        ("by[weight]", "5.5"),
        ("by[note]", "x"),
        ("by[tags]", "a"),
        ("by[tags]", "1"),
        ("by[one][]", "b"),
        ("by[empty]", ""),
        ("by[at].zip", "8000"),
        ("by[pair][0].width", "1"),
        ("by[pair][0].height", "2"),
        ("by[pair][1]", "7"),
        ("id", "7"),
        ("ids", "x"),
        ("ids[3].region", "1"),
        ("ids[3].id", "2"),
    ];
    let expected = json!({
        "by": {
            "weight": 5.5, "note": "x", "tags": ["a", 1.0], "one": ["b"], "empty": "", "at": { "zip": 8000 },
            "pair": [{ "width": 1, "height": 2 }, 7],
        },
        "id": 7,
        "ids": ["x", { "region": 1, "id": 2 }],
    });
    app.post("/beans/untagged/described").form(&fields).await.assert_json(expected.clone());
    let query =
        fields.iter().fold(app.get("/beans/untagged/described"), |query, (name, value)| query.query(name, value));
    query.await.assert_json(expected);
    let answer = app.post("/beans/untagged/described").form(&[("by[at].zip", "70000"), ("ids[0].region", "1")]).await;
    answer.assert_violation("/by/at/zip", "type").assert_violation("/ids/0/id", "required");
}

#[request_mapping("/beans/untagged/whole", methods("GET", "POST"))]
fn whole(whole: Attribute) -> Attribute {
    whole
}

#[get_mapping("/beans/untagged/maybe")]
fn maybe(whole: Option<Attribute>) -> Option<Attribute> {
    whole
}

/// Numbers are the names of its elements.
#[tokio::test]
async fn the_whole_of_a_query_string_may_be_a_list() {
    let app = app();
    let cases = [
        ("0=", json!([""])),
        ("1=b&0=1.5", json!([1.5, "b"])),
        ("0.width=1&0.height=2&1=7", json!([{ "width": 1, "height": 2 }, 7])),
        ("zip=8000", json!({ "zip": 8000 })),
    ];
    for (fields, expected) in cases {
        for answer in [
            app.get(&format!("/beans/untagged/whole?{fields}")).await,
            app.get(&format!("/beans/untagged/maybe?{fields}")).await,
            app.post("/beans/untagged/whole")
                .body(fields)
                .header("content-type", "application/x-www-form-urlencoded")
                .await,
        ] {
            answer.assert_status(200).assert_json(expected.clone());
        }
    }
    for nothing in ["", "?", "?other=1"] {
        app.get(&format!("/beans/untagged/maybe{nothing}")).await.assert_status(404);
        app.get(&format!("/beans/untagged/whole{nothing}")).await.assert_status(400);
    }
}
