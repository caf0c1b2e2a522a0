//! Contracts: what they say, and what a change of them breaks.

use framework::{
    Contract,
    prelude::*,
    serde_json::{Value, json},
};

#[derive(Bean)]
struct Book {
    id: u32,
    title: Option<String>,
}

/// Finds a book.
#[get_mapping("/books/<id|uint>")]
fn find(id: u32, #[query(default = 1)] page: u8) -> Option<Book> {
    let _page = page;
    Some(Book { id, title: None })
}

#[test]
fn it_holds_routes_types_constraints_and_refusals_and_nothing_else() {
    let contract = App::new().module(module_path!()).contract().expect("a contract");
    let written: Value = contract.to_string().parse().expect("JSON");
    let u32_schema = json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX });
    assert_eq!(
        written["routes"]["GET /books/<id|uint>"]["parameters"]["path id"],
        json!({ "required": true, "schema": u32_schema })
    );
    let page = &written["routes"]["GET /books/<id|uint>"]["parameters"]["query page"];
    assert_eq!(page, &json!({ "schema": { "type": "integer", "minimum": 0, "maximum": 255, "default": 1 } }));
    let responses = &written["routes"]["GET /books/<id|uint>"]["responses"];
    assert_eq!(responses["200"], json!({ "application/json": { "$ref": "#/components/schemas/Book" } }));
    assert_eq!(responses["404"], json!({ "application/problem+json": { "$ref": "#/components/schemas/Problem" } }));
    assert_eq!(written["schemas"]["Book"]["required"], json!(["id"]));
    assert!(!contract.to_string().contains("Finds"));
    assert_eq!(contract.to_string().parse::<Contract>().expect("a contract"), contract);
}

#[test]
fn the_test_passes_where_nothing_has_changed_and_fails_where_something_has() {
    if std::env::var_os("CONTRACT").is_some() {
        return; // it would be written
    }
    let path = std::env::temp_dir().join(format!("framework-contract-kept-{}.json", std::process::id()));
    let app = || App::new().module("openapi::contract");
    let contract = app().contract().expect("a contract").to_string();
    std::fs::write(&path, &contract).expect("a file");
    app().assert_contract(&path);
    std::fs::write(&path, contract.replace("\"maximum\": 255", "\"maximum\": 1000")).expect("a file");
    let failed = std::panic::catch_unwind(|| app().assert_contract(&path)).expect_err("it fails");
    let told = failed.downcast_ref::<String>().expect("a text");
    assert!(told.contains("breaking: GET /books/<id|uint>: query page: `maximum` is 255 now, was 1000"), "{told}");
    std::fs::remove_file(&path).expect("the file goes");
    let missing = std::panic::catch_unwind(|| app().assert_contract(&path)).expect_err("it fails");
    let told = missing.downcast_ref::<String>().expect("a text");
    assert!(told.contains("`CONTRACT=write cargo test` writes it"), "{told}");
}

/// The routes of a contract, with named types `A` and `B` beside them.
fn contract(routes: &Value) -> Contract {
    let schemas = json!({ "A": { "type": "string" }, "B": { "type": "integer" } });
    json!({ "routes": routes, "schemas": schemas }).to_string().parse().expect("a contract")
}

fn told(before: &Value, after: &Value) -> Vec<String> {
    contract(before).changes(&contract(after)).iter().map(ToString::to_string).collect()
}

#[test]
fn changes_of_routes_are_told() {
    let answered = |status: &str| json!({ "responses": { status: {} } });
    let route = || answered("200");
    let with = |parameters: Value| json!({ "parameters": parameters, "responses": { "200": {} } });
    let text = || json!({ "schema": { "type": "string" } });
    let required = || json!({ "required": true, "schema": { "type": "string" } });
    let cases: &[(Value, Value, &[&str])] = &[
        (json!({}), json!({ "GET /a": route() }), &["compatible: GET /a: the route is new"]),
        (json!({ "GET /a": route() }), json!({}), &["breaking: GET /a: the route is gone"]),
        (
            json!({ "GET /a": route() }),
            json!({ "GET /a": with(json!({ "query q": required() })) }),
            &["breaking: GET /a: query q is new and required"],
        ),
        (
            json!({ "GET /a": with(json!({ "query q": text() })) }),
            json!({ "GET /a": with(json!({ "query q": required() })) }),
            &["breaking: GET /a: query q is required now"],
        ),
        (
            json!({ "GET /a": with(json!({ "query q": required() })) }),
            json!({ "GET /a": with(json!({ "query q": text() })) }),
            &["compatible: GET /a: query q is optional now"],
        ),
        (
            json!({ "GET /a": with(json!({ "query q": text() })) }),
            json!({ "GET /a": route() }),
            &["breaking: GET /a: query q is not read any more"],
        ),
        // A capture may be called otherwise: it is not on the wire.
        (
            json!({ "GET /a/<x>": with(json!({ "path x": required() })) }),
            json!({ "GET /a/<y>": with(json!({ "path y": required() })) }),
            &[],
        ),
        (
            json!({ "GET /a/<x>": with(json!({ "path x": required() })) }),
            json!({ "GET /a/<x|int>": with(json!({ "path x": { "required": true, "schema": { "type": "integer" } } })) }),
            &["breaking: GET /a/<x>: path x: the type is \"integer\" now, was \"string\""],
        ),
        (
            json!({ "GET /a": route() }),
            json!({ "GET /a": { "responses": { "200": {}, "404": {} } } }),
            &["compatible: GET /a: response 404 is new"],
        ),
        (
            json!({ "GET /a": route() }),
            json!({ "GET /a": answered("201") }),
            &["breaking: GET /a: response 200 is gone", "breaking: GET /a: response 201 is new"],
        ),
        (
            json!({ "GET /a": route() }),
            json!({ "GET /a": { "responses": { "200": {} }, "security": ["bearer"] } }),
            &["breaking: GET /a: it asks for `bearer` now"],
        ),
        (
            json!({ "POST /a": { "body": { "content": { "x/y": {} } }, "responses": {} } }),
            json!({ "POST /a": { "body": { "required": true, "content": { "x/z": {} } }, "responses": {} } }),
            &[
                "breaking: POST /a: the body is required now",
                "breaking: POST /a: the body is no longer x/y",
                "compatible: POST /a: the body may be x/z now",
            ],
        ),
    ];
    for (before, after, expected) in cases {
        assert_eq!(told(before, after), *expected, "{before} → {after}");
    }
}

#[test]
fn less_is_a_problem_for_what_is_sent_and_more_for_what_is_received() {
    let sent = |schema: &Value| json!({ "POST /a": { "body": { "content": { "j": schema } }, "responses": {} } });
    let received = |schema: &Value| json!({ "POST /a": { "responses": { "200": { "j": schema } } } });
    let object = |properties: Value, required: Value| json!({ "type": "object", "properties": properties, "required": required });
    let number = |most: u8| json!({ "type": "integer", "maximum": most });
    // Whether it breaks what is sent, and what is received.
    let cases = [
        (number(5), number(6), false, true),
        (number(6), number(5), true, false),
        (json!({ "type": "string" }), json!({ "type": "string", "pattern": "a" }), true, false),
        (json!({ "type": "string", "pattern": "a" }), json!({ "type": "string", "pattern": "b" }), true, true),
        (json!({ "enum": ["a"] }), json!({ "enum": ["a", "b"] }), false, true),
        (json!({ "enum": ["a", "b"] }), json!({ "enum": ["a"] }), true, false),
        (json!({ "type": "integer" }), json!({ "type": "number" }), false, true),
        (json!({ "type": "integer" }), json!({ "type": "string" }), true, true),
        (json!({ "type": "string" }), json!({}), false, true),
        (object(json!({}), json!([])), object(json!({ "x": {} }), json!([])), false, false),
        (object(json!({}), json!([])), object(json!({ "x": {} }), json!(["x"])), true, false),
        (object(json!({ "x": {} }), json!([])), object(json!({}), json!([])), true, false),
        (object(json!({ "x": {} }), json!(["x"])), object(json!({}), json!([])), true, true),
        (object(json!({ "x": {} }), json!(["x"])), object(json!({ "x": {} }), json!([])), false, true),
        (json!({ "type": "string" }), json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] }), false, true),
        (json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] }), json!({ "type": "string" }), true, false),
        (json!({ "type": "array", "items": number(5) }), json!({ "type": "array", "items": number(6) }), false, true),
        (
            json!({ "oneOf": [{ "properties": { "t": { "const": "a" } } }] }),
            json!({ "oneOf": [{ "properties": { "t": { "const": "a" } } }, { "properties": { "t": { "const": "b" } } }] }),
            false,
            true,
        ),
        (json!({ "$ref": "#/components/schemas/A" }), json!({ "$ref": "#/components/schemas/B" }), true, true),
        (json!({ "$ref": "#/components/schemas/A" }), json!({ "type": "string" }), false, false),
    ];
    for (before, after, breaks_sent, breaks_received) in cases {
        for (wrap, breaks) in [(&sent as &dyn Fn(&Value) -> Value, breaks_sent), (&received, breaks_received)] {
            let told = told(&wrap(&before), &wrap(&after));
            let is_breaking = told.iter().any(|change| change.starts_with("breaking"));
            assert_eq!(is_breaking, breaks, "{before} → {after}: {told:?}");
        }
    }
}

#[test]
fn a_type_that_holds_itself_is_told_of_once() {
    let with = |kind: &str| -> Contract {
        let tree = json!({ "type": "object", "properties": {
            "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } }, "name": { "type": kind }
        } });
        let answer = || json!({ "responses": { "200": { "j": { "$ref": "#/components/schemas/Tree" } } } });
        let routes = json!({ "GET /a": answer(), "GET /b": answer() });
        json!({ "routes": routes, "schemas": { "Tree": tree } }).to_string().parse().expect("a contract")
    };
    let told: Vec<_> = with("string").changes(&with("integer")).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["breaking: Tree as received/name: the type is \"integer\" now, was \"string\""]);
}
