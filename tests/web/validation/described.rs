//! Rules are keywords of schemas and of parameters.

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

use super::app;

#[cfg(feature = "openapi")]
async fn document() -> Value {
    app().get("/openapi.json").await.assert_status(200).json()
}

#[cfg(feature = "openapi")]
#[tokio::test]
async fn rules_are_keywords_of_the_schema() {
    let document = document().await;
    let optional = |schema: Value| json!({ "anyOf": [schema, { "type": "null" }] });
    let text = |keyword: &str, value: Value| optional(json!({ "type": "string", keyword: value }));
    let numbers = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    let cases = [
        ("text", optional(json!({ "type": "string", "minLength": 2, "maxLength": 3 }))),
        ("at_most", text("maxLength", 3.into())),
        ("list", optional(json!({ "type": "array", "items": numbers, "minItems": 1, "maxItems": 2 }))),
        ("map", json!({ "type": "object", "additionalProperties": numbers, "maxProperties": 1 })),
        ("small", json!({ "type": "integer", "minimum": -5, "maximum": 5 })),
        ("below", json!({ "type": "integer", "minimum": 0, "exclusiveMaximum": 10 })),
        ("half", json!({ "type": "number", "format": "float", "minimum": -0.5, "exclusiveMaximum": 0.5 })),
        ("day", optional(json!({ "type": "string", "format": "date" }))),
        ("word", text("pattern", "^[a-zä]+$".into())),
        ("mail", text("format", "email".into())),
        ("home", text("format", "uri".into())),
        ("id", text("format", "uuid".into())),
        ("letter", text("enum", json!(["a", "b c"]))),
        ("even", json!({ "type": "integer", "minimum": 0, "maximum": 65535, "enum": [0, 2] })),
        ("once", optional(json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true }))),
        (
            "mails",
            json!({
                "type": "array",
                "items": { "type": "string", "minLength": 1, "maxLength": 2, "format": "email" },
                "maxItems": 2,
            }),
        ),
    ];
    let members = &document["components"]["schemas"]["Everything"]["properties"];
    for (member, schema) in cases {
        assert_eq!(members[member], schema, "{member}");
    }
    assert_eq!(
        document["components"]["schemas"]["Note"],
        json!({ "type": "string", "maxLength": 3 }),
        "a newtype has those of what it wraps"
    );
}

#[cfg(feature = "openapi")]
#[tokio::test]
async fn rules_are_keywords_of_parameters() {
    let document = document().await;
    let schema = |path: &str, name: &str| {
        let parameters = document["paths"][path]["get"]["parameters"].as_array().expect("parameters").clone();
        let parameter = parameters.into_iter().find(|parameter| parameter["name"] == name);
        parameter.expect(name)["schema"].take()
    };
    let name = json!({ "type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-z]*$" });
    let cases = [
        ("/search", "q", json!({ "type": "string", "minLength": 2 })),
        ("/search", "page", json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 1 })),
        ("/names/{name}", "name", name.clone()),
        ("/names/{name}", "more", json!({ "type": "array", "items": name })),
        ("/names/{name}", "amount", json!({ "type": "number", "format": "double", "minimum": 0 })),
        ("/names/{name}", "token", name.clone()),
        ("/names/{name}", "wrapped", name.clone()),
    ];
    for (path, parameter, expected) in cases {
        assert_eq!(schema(path, parameter), expected, "{path} {parameter}");
    }
}
