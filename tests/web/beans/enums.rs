//! Enums with data: serde's four ways to tell variants apart, and every violation inside the right one.

use std::collections::BTreeMap;

use framework::{
    TestApp,
    prelude::*,
    serde_json::{Value, json},
};

use super::sorted;

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean, Debug, Clone, PartialEq)]
struct Size {
    width: u8,
    height: u8,
}

/// What can be drawn.
#[derive(Bean, Debug, Clone, PartialEq)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Shape {
    /// Nothing at all.
    Empty,
    BigCircle {
        radius: f64,
        #[bean(default = 7)]
        line_width: u8,
        on: Option<bool>,
    },
    Square(u16),
    #[serde(rename = "rect", alias = "rectangle")]
    Rectangle(Size),
    Line(i32, String),
    #[serde(skip)]
    #[allow(dead_code)]
    Hidden(u8),
}

#[derive(Bean, Debug)]
struct Drawing {
    shapes: Vec<Shape>,
}

#[post_mapping("/external")]
fn external(drawing: Drawing) -> Drawing {
    drawing
}

#[post_mapping("/external/one")]
fn external_one(shape: Shape) -> Shape {
    shape
}

#[tokio::test]
async fn an_enum_is_tagged_from_outside_by_default() {
    let shapes = json!({ "shapes": [
        "empty",
        { "bigCircle": { "radius": 1.5, "lineWidth": 2, "on": true } },
        { "square": 65535 },
        { "rect": { "width": 1, "height": 2 } },
        { "line": [-1, "x"] },
    ]});
    app().post("/external").json(&shapes).await.assert_status(200).assert_json(shapes);
    let answer = app().post("/external/one").json(&json!({ "bigCircle": { "radius": 1, "on": 1 } })).await;
    answer.assert_json(json!({ "bigCircle": { "radius": 1.0, "lineWidth": 7, "on": true } }));
    let answer = app().post("/external/one").json(&json!({ "rectangle": { "width": 1, "height": 2 } })).await;
    answer.assert_json(json!({ "rect": { "width": 1, "height": 2 } }));
    app().post("/external/one").json(&json!({ "empty": null })).await.assert_text(r#""empty""#);
}

#[tokio::test]
async fn every_violation_is_named_inside_the_variant_that_was_meant() {
    let shapes = json!({ "shapes": [
        "empties",
        "square",
        { "hidden": 1 },
        { "bigCircle": { "radius": "x", "lineWidth": 256, "on": 2 } },
        { "bigCircle": {} },
        { "square": 65536 },
        { "rectangle": { "width": -1 } },
        { "line": ["x", "x"] },
        { "line": [1] },
        { "empty": 1 },
        { "square": 1, "empty": null },
        7,
        {},
        { "bigCircle": [1.5] },
    ]});
    let expected = [
        "/shapes/0 one_of",
        "/shapes/1 type",
        "/shapes/10 type",
        "/shapes/11 type",
        "/shapes/12 type",
        "/shapes/13/bigCircle type",
        "/shapes/2 one_of",
        "/shapes/3/bigCircle/lineWidth type",
        "/shapes/3/bigCircle/on type",
        "/shapes/3/bigCircle/radius type",
        "/shapes/4/bigCircle/radius required",
        "/shapes/5/square type",
        "/shapes/6/rectangle/height required",
        "/shapes/6/rectangle/width type",
        "/shapes/7/line/0 type",
        "/shapes/8/line length",
        "/shapes/9/empty type",
    ];
    assert_eq!(sorted(&app().post("/external").json(&shapes).await), expected);
}

#[derive(Bean, Debug)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Event {
    Started,
    Moved {
        x: i64,
        #[serde(default)]
        y: u64,
        ratio: Option<f64>,
        #[bean(default)]
        tags: Vec<String>,
        fast: bool,
    },
    Resized(Size),
}

#[post_mapping("/internal")]
fn internal(event: Event) -> Event {
    event
}

#[get_mapping("/internal")]
fn internal_query(event: Event) -> Event {
    event
}

#[get_mapping("/optional")]
fn optional_query(event: Option<Event>) -> Value {
    json!(event.is_some())
}

#[tokio::test]
async fn the_tag_may_stand_inside() {
    let app = app();
    let same = [
        json!({ "type": "started" }),
        json!({ "type": "moved", "x": i64::MIN, "y": u64::MAX, "ratio": 0.5, "tags": ["a"], "fast": true }),
        json!({ "type": "resized", "width": 1, "height": 2 }),
    ];
    for event in same {
        app.post("/internal").json(&event).await.assert_status(200).assert_json(event);
    }
    let cases = [
        (json!({}), vec!["/type required"]),
        (json!({ "type": 1 }), vec!["/type type"]),
        (json!({ "type": "stopped" }), vec!["/type one_of"]),
        (json!({ "type": "moved", "x": 1.5, "y": -1 }), vec!["/fast required", "/x type", "/y type"]),
        (json!({ "type": "resized", "width": 256 }), vec!["/height required", "/width type"]),
        (json!(["started"]), vec![" type"]),
        (json!("started"), vec![" type"]),
    ];
    for (body, expected) in cases {
        assert_eq!(sorted(&app.post("/internal").json(&body).await), expected, "{body}");
    }
}

#[tokio::test]
async fn an_enum_with_the_tag_inside_is_read_from_the_query_string() {
    let app = app();
    let target = "/internal?type=moved&x=-9223372036854775808&y=18446744073709551615&ratio=5&tags=1&tags=b&fast=on";
    app.get(target).await.assert_json(
        json!({ "type": "moved", "x": i64::MIN, "y": u64::MAX, "ratio": 5.0, "tags": ["1", "b"], "fast": true }),
    );
    app.get("/internal?type=resized&width=1&height=2").await.assert_status(200);
    app.get("/internal?type=started&more=1").await.assert_text(r#"{"type":"started"}"#);
    app.get("/optional").await.assert_text("false");
    let cases = [
        ("/internal", "query parameter `type` is missing"),
        ("/internal?type=stopped", "query parameter `type`: expected one of started, moved, resized, got `stopped`"),
        ("/internal?type=resized&width=x&height=1", "query parameter `width`: expected an integer (u8), got `x`"),
        ("/internal?type=moved&x=1", "query parameter `fast` is missing"),
    ];
    for (target, detail) in cases {
        let problem: Value = app.get(target).await.assert_status(400).json();
        assert_eq!(problem["detail"], detail, "{target}");
    }
}

#[derive(Bean, Debug)]
#[serde(tag = "t", content = "c", deny_unknown_fields)]
enum Adjacent {
    Unit,
    One(u8),
    Maybe(Option<u8>),
    Pair(u8, bool),
    Named { a: u8 },
}

#[post_mapping("/adjacent")]
fn adjacent(value: Adjacent) -> Adjacent {
    value
}

#[get_mapping("/adjacent")]
fn adjacent_query(value: Adjacent) -> Adjacent {
    value
}

#[tokio::test]
async fn tag_and_content_may_stand_side_by_side() {
    let app = app();
    let same = [
        json!({ "t": "Unit" }),
        json!({ "t": "One", "c": 1 }),
        json!({ "t": "Maybe", "c": null }),
        json!({ "t": "Pair", "c": [1, true] }),
        json!({ "t": "Named", "c": { "a": 1 } }),
    ];
    for value in same {
        app.post("/adjacent").json(&value).await.assert_status(200).assert_json(value);
    }
    app.post("/adjacent").json(&json!({ "t": "Maybe" })).await.assert_status(200);
    app.get("/adjacent?t=One&c=7").await.assert_text(r#"{"t":"One","c":7}"#);
    let cases = [
        (json!({ "c": 1 }), vec!["/t required"]),
        (json!({ "t": "One" }), vec!["/c required"]),
        (json!({ "t": "One", "c": "x", "d": 1 }), vec!["/c type", "/d unknown"]),
        (json!({ "t": "Pair", "c": [256, "x"] }), vec!["/c/0 type", "/c/1 type"]),
        (json!({ "t": "Named", "c": { "a": "x", "b": 1 } }), vec!["/c/a type", "/c/b unknown"]),
        (json!({ "t": "Unit", "c": 1 }), vec!["/c type"]),
        (json!(["Unit"]), vec![" type"]),
    ];
    for (body, expected) in cases {
        assert_eq!(sorted(&app.post("/adjacent").json(&body).await), expected, "{body}");
    }
}

#[derive(Bean, Debug)]
#[serde(untagged)]
enum Id {
    Number(u32),
    Text(String),
    Full { region: u8, id: u32 },
    Size(Size),
}

#[post_mapping("/untagged")]
fn untagged(id: Vec<Id>) -> Vec<Id> {
    id
}

#[get_mapping("/untagged")]
fn untagged_query(id: Id) -> Id {
    id
}

#[tokio::test]
async fn without_a_tag_the_first_variant_that_fits_is_taken() {
    let app = app();
    let ids = json!([1, "x", { "region": 1, "id": 2 }, { "width": 1, "height": 2 }]);
    app.post("/untagged").json(&ids).await.assert_status(200).assert_json(ids);
    app.get("/untagged?width=1&height=2").await.assert_text(r#"{"width":1,"height":2}"#);
    let cases = [
        (json!([{ "region": 256, "id": 2 }]), vec!["/0/region type"]),
        (json!([1, { "width": 1 }]), vec!["/1/height required"]),
        (json!([true]), vec!["/0 type"]),
        (json!([{}]), vec!["/0 type"]),
    ];
    for (body, expected) in cases {
        assert_eq!(sorted(&app.post("/untagged").json(&body).await), expected, "{body}");
    }
}

#[tokio::test]
async fn an_enum_is_described_variant_by_variant() {
    let document: Value = app().get("/openapi.json").await.assert_status(200).json();
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Shape"]["description"], "What can be drawn.");
    let forms = schemas["Shape"]["oneOf"].as_array().expect("forms");
    assert_eq!(forms.len(), 5);
    assert_eq!(forms[0], json!({ "type": "string", "const": "empty", "description": "Nothing at all." }));
    assert_eq!(forms[1]["properties"]["bigCircle"]["$ref"], "#/components/schemas/ShapeBigCircle");
    assert_eq!(schemas["ShapeBigCircle"]["properties"]["lineWidth"]["default"], 7);
    assert_eq!(forms[4]["properties"]["line"]["prefixItems"][1], json!({ "type": "string" }));
    let event = &schemas["Event"]["oneOf"];
    assert_eq!(event[0]["properties"]["type"]["const"], "started");
    assert_eq!(event[1]["allOf"][0]["properties"]["type"]["const"], "moved");
    assert_eq!(event[1]["allOf"][1]["$ref"], "#/components/schemas/EventMoved");
    let adjacent = schemas["Adjacent"]["oneOf"].as_array().expect("forms");
    assert_eq!(adjacent[0]["properties"]["c"], json!({ "type": "null" }));
    for (form, required) in adjacent.iter().zip([&["t"][..], &["t", "c"], &["t"], &["t", "c"], &["t", "c"]]) {
        assert_eq!(form["required"], json!(required), "{form}");
        assert_eq!(form["additionalProperties"], json!(false), "{form}");
    }
    assert_eq!(schemas["Id"]["anyOf"][1], json!({ "type": "string" }));
}

/// What it holds takes no other members, or takes them all: the tag stands among them.
#[derive(Bean, Debug)]
#[serde(tag = "kind")]
enum Tagged {
    Closed(Closed),
    Map(BTreeMap<String, u8>),
    Open(Size),
}

#[derive(Bean, Debug)]
#[bean(deny_unknown)]
struct Closed {
    id: u8,
}

#[post_mapping("/tagged")]
fn tagged(tagged: Tagged) -> Tagged {
    tagged
}

#[tokio::test]
async fn a_tag_inside_is_described_among_the_members() {
    let app = app();
    for body in [json!({ "kind": "Closed", "id": 1 }), json!({ "kind": "Map", "a": 1 })] {
        app.post("/tagged").json(&body).await.assert_status(200).assert_json(body);
    }
    let document: Value = app.get("/openapi.json").await.json();
    let forms = &document["components"]["schemas"]["Tagged"]["oneOf"];
    assert_eq!(forms[0]["properties"]["kind"], json!({ "const": "Closed" }));
    assert_eq!(forms[0]["properties"]["id"]["type"], "integer");
    assert_eq!((&forms[0]["required"], &forms[0]["additionalProperties"]), (&json!(["id", "kind"]), &json!(false)));
    assert_eq!(forms[1]["properties"]["kind"], json!({ "const": "Map" }));
    assert_eq!(
        (&forms[1]["required"], &forms[1]["additionalProperties"]["type"]),
        (&json!(["kind"]), &json!("integer"))
    );
    assert_eq!(forms[2]["allOf"][1], json!({ "$ref": "#/components/schemas/Size" }));
}

#[tokio::test]
async fn the_parameters_of_an_enum_in_the_query_string_are_those_of_all_variants() {
    let document: Value = app().get("/openapi.json").await.json();
    let parameters = document["paths"]["/internal"]["get"]["parameters"].as_array().expect("parameters");
    let described = |name: &str| {
        let parameter = parameters.iter().find(|parameter| parameter["name"] == name).expect(name);
        (parameter["required"].clone(), parameter["schema"].clone())
    };
    let kinds = json!({ "type": "string", "enum": ["started", "moved", "resized"] });
    assert_eq!(described("type"), (json!(true), kinds));
    assert_eq!(described("fast"), (json!(false), json!({ "type": "boolean" })));
    assert_eq!(described("width").0, json!(false));
}
