//! What is said of each route: its parameters, bodies and responses.

use std::collections::BTreeSet;

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

use super::{document, reference};

#[tokio::test]
async fn every_route_is_an_operation_and_a_capture_is_a_template() {
    let document = document().await;
    let found: BTreeSet<_> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().expect("an item").keys().map(move |method| format!("{method} {path}"))
        })
        .collect();
    let expected = [
        "get /users/{id}",
        "delete /users/{id}",
        "post /users",
        "post /users/new",
        "get /users/{id}/error",
        "get /users/{id}/question",
        "get /users/search/{rest}",
        "put /users/{segment1}/raw/{segment2}",
        "put /users/text",
        "patch /users/list",
        "get /users/nothing",
        "get /users/opaque",
        "get /users/transparent",
        "get /users/invalid",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
}

#[tokio::test]
async fn parameters_have_place_type_default_and_whether_they_must_be_there() {
    let find = operation("/users/{id}", "get").await;
    let int = json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX });
    assert_eq!(
        find["parameters"],
        json!([
            { "name": "id", "in": "path", "required": true, "schema": int },
            { "name": "page", "in": "query", "required": false, "schema": { "type": "integer", "minimum": 0, "maximum": 255, "default": 1 } },
            { "name": "q", "in": "query", "required": false, "schema": { "type": "string" } },
            { "name": "tag", "in": "query", "required": false, "schema": {
                "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 65535 } } },
        ])
    );
    let search = operation("/users/search/{rest}", "get").await;
    assert_eq!(
        search["parameters"],
        json!([
            { "name": "rest", "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } },
            { "name": "size", "in": "query", "required": false, "schema": { "type": "integer", "minimum": 0, "maximum": 65535, "default": 10 } },
            { "name": "word", "in": "query", "required": true, "schema": { "type": "string" } },
            { "name": "x-token", "in": "header", "required": true, "schema": { "type": "string" } },
        ])
    );
    let text = operation("/users/text", "put").await;
    assert_eq!(
        text["parameters"],
        json!([{ "name": "x-mode", "in": "header", "required": false, "schema": { "type": "string", "default": "x" } }])
    );
}

#[tokio::test]
async fn summary_description_and_tag_come_from_the_source() {
    let find = operation("/users/{id}", "get").await;
    assert_eq!(find["summary"], "Finds one user.");
    assert!(find["description"].as_str().is_some_and(|text| text.contains("By the number.")), "{find}");
    assert_eq!(find["tags"], json!(["Users"]));
}

#[tokio::test]
async fn bodies_are_described_by_their_media_type() {
    let cases = [
        (
            "/users",
            "post",
            json!({ "required": true, "content": {
            "application/json": { "schema": reference("openapi.User") },
            "application/x-www-form-urlencoded": { "schema": reference("UserForm") },
            "multipart/form-data": { "schema": reference("UserForm") } } }),
        ),
        (
            "/users/text",
            "put",
            json!({ "required": false, "content": { "text/plain": { "schema": { "type": "string" } } } }),
        ),
        (
            "/users/{segment1}/raw/{segment2}",
            "put",
            json!({ "required": false, "content": { "application/octet-stream": { "schema": {} } } }),
        ),
        (
            "/users/list",
            "patch",
            json!({ "required": true, "content": { "application/json": { "schema": {
            "type": "array", "items": reference("Address") } } } }),
        ),
        ("/users/nothing", "get", Value::Null),
        ("/users/search/{rest}", "get", Value::Null),
    ];
    for (path, method, body) in cases {
        assert_eq!(operation(path, method).await["requestBody"], body, "{method} {path}");
    }
}

#[tokio::test]
async fn responses_are_what_the_return_type_says() {
    let problem = || json!({ "application/problem+json": { "schema": reference("Problem") } });
    let json_of = |schema: Value| json!({ "application/json": { "schema": schema } });

    let find = operation("/users/{id}", "get").await;
    assert_eq!(statuses(&find), ["200", "400", "404"]);
    assert_eq!(response(&find, "200"), json_of(reference("openapi.User")));
    assert_eq!(response(&find, "404"), problem());
    assert_eq!(response(&find, "400"), problem());

    let create = operation("/users", "post").await;
    assert_eq!(statuses(&create), ["400", "413", "415", "422", "default"]);
    assert_eq!(response(&create, "default"), json_of(reference("openapi.User")));

    let error = operation("/users/{id}/error", "get").await;
    assert_eq!(statuses(&error), ["200", "400", "404", "410"]);
    assert_eq!(response(&error, "410"), problem());

    let question = operation("/users/{id}/question", "get").await;
    assert_eq!(statuses(&question), ["200", "400", "default"]);
    assert_eq!(response(&question, "default"), problem());

    let nothing = operation("/users/nothing", "get").await;
    assert_eq!(statuses(&nothing), ["200"]);
    assert_eq!(response(&nothing, "200"), Value::Null);

    let delete = operation("/users/{id}", "delete").await;
    assert_eq!(statuses(&delete), ["400", "default"]);
    assert_eq!(response(&delete, "default"), Value::Null);

    let opaque = operation("/users/opaque", "get").await;
    assert_eq!(statuses(&opaque), ["default"]);
    let byte = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    assert_eq!(response(&opaque, "default"), json!({ "text/plain": { "schema": byte } }));

    let raw = operation("/users/{segment1}/raw/{segment2}", "put").await;
    assert_eq!(response(&raw, "200"), json!({ "application/octet-stream": { "schema": {} } }));

    let list = operation("/users/list", "patch").await;
    let shorts = json!({ "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 65535 } });
    assert_eq!(response(&list, "200"), json_of(json!({ "type": "object", "additionalProperties": shorts })));

    let invalid = operation("/users/invalid", "get").await;
    assert_eq!(statuses(&invalid), ["default"]);
}

async fn operation(path: &str, method: &str) -> Value {
    let document = document().await;
    let operation = document["paths"][path][method].clone();
    assert!(
        operation.is_object(),
        "{method} {path}: {:?}",
        document["paths"].as_object().map(|paths| paths.keys().collect::<Vec<_>>())
    );
    operation
}

/// Schemas by `media type` of a response.
fn response(operation: &Value, status: &str) -> Value {
    operation["responses"][status]["content"].clone()
}

fn statuses(operation: &Value) -> Vec<&str> {
    operation["responses"].as_object().expect("responses").keys().map(String::as_str).collect()
}
