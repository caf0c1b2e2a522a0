//! What is said of beans.

use std::collections::BTreeSet;

use framework::serde_json::{Value, json};

use super::{document, reference, resolve};

#[tokio::test]
async fn beans_are_named_schemas_that_may_refer_to_themselves() {
    let schemas = document().await["components"]["schemas"].clone();
    let user = &schemas["openapi.User"];
    assert_eq!(user["type"], "object");
    assert_eq!(user["description"], "A user.");
    let mut required: Vec<_> =
        user["required"].as_array().expect("required").iter().filter_map(Value::as_str).collect();
    required.sort_unstable();
    assert_eq!(required, ["address", "colour", "friends", "fullName"]);
    let properties = user["properties"].as_object().expect("properties");
    let names: BTreeSet<_> = properties.keys().map(String::as_str).collect();
    assert_eq!(names, ["index", "fullName", "mail", "colour", "friends", "address"].into());
    assert_eq!(
        properties["index"],
        json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX, "default": 100, "description": "Counts from one." })
    );
    assert_eq!(properties["friends"], json!({ "type": "array", "items": reference("openapi.User") }));
    assert_eq!(properties["address"], reference("Address"));
    assert_eq!(schemas["Address"]["additionalProperties"], false);
    assert_eq!(
        schemas["Address"]["properties"]["best"],
        json!({ "anyOf": [reference("openapi.User"), { "type": "null" }] })
    );
    assert_eq!(
        schemas["Colour"],
        json!({ "type": "string", "enum": ["red", "green"], "description": "What one sees." })
    );
}

#[tokio::test]
async fn two_types_of_one_name_and_two_instances_of_a_generic_have_names_of_their_own() {
    let document = document().await;
    let schema_of = |path: &str| {
        let schema = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        resolve(&document, schema).clone()
    };
    let metres = schema_of("/users/{id}/error");
    let users = schema_of("/users/{id}/question");
    assert_eq!(resolve(&document, &metres["properties"]["items"]["items"])["type"], "integer");
    let other = resolve(&document, &users["properties"]["items"]["items"]);
    assert_eq!(
        other["properties"].as_object().map(|members| members.keys().collect::<Vec<_>>()),
        Some(vec![&"other".to_owned()])
    );
    assert_eq!(other["description"], "Another type of the same name.");
    let names: Vec<_> = document["components"]["schemas"].as_object().expect("schemas").keys().collect();
    assert!(names.iter().filter(|name| name.contains("Page")).count() == 2, "{names:?}");
}

#[tokio::test]
async fn a_transparent_struct_is_described_as_what_it_wraps() {
    let document = document().await;
    let schema =
        &document["paths"]["/users/transparent"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(resolve(&document, schema)["type"], "integer", "{}", resolve(&document, schema));
}
