//! Writes the descriptions of routes as a contract.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Contract;
use crate::{
    context::Context,
    openapi::{Operation, operations},
    route::Route,
    schema::Schema,
};

/// The contract of these routes.
pub(crate) fn write(routes: &[&'static Route], context: &Context) -> Contract {
    let (operations, schemas) = operations(routes, context);
    let routes = operations.iter().map(|operation| (name(operation), route(operation)));
    let schemas = schemas.into_iter().map(|(name, schema)| (name, plain(&schema.into())));
    let (routes, schemas): (Map<_, _>, Map<_, _>) = (routes.collect(), schemas.collect());
    Contract(json!({ "routes": routes, "schemas": schemas }))
}

fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.route.info.pattern)
}

fn route(operation: &Operation) -> Value {
    let mut route = Map::new();
    let parameters = operation.parameters.iter().map(|parameter| {
        let mut written = json!({ "schema": plain(&parameter.schema.clone().into()) });
        if parameter.required {
            written["required"] = true.into();
        }
        (format!("{} {}", parameter.location, parameter.name), written)
    });
    let parameters: Map<_, _> = parameters.collect();
    if !parameters.is_empty() {
        route.insert("parameters".to_owned(), parameters.into());
    }
    if let Some(body) = &operation.body {
        let mut written = json!({ "content": content(&body.content) });
        if body.required {
            written["required"] = true.into();
        }
        route.insert("body".to_owned(), written);
    }
    let responses = operation.responses.iter().map(|(status, response)| {
        let status = status.map_or_else(|| "default".to_owned(), |status| status.to_string());
        (status, content(&response.content))
    });
    route.insert("responses".to_owned(), responses.collect::<Map<_, _>>().into());
    let security: Vec<_> = operation.security.iter().map(crate::Security::name).collect();
    if !security.is_empty() {
        route.insert("security".to_owned(), security.into());
    }
    route.into()
}

fn content(content: &BTreeMap<&'static str, Schema>) -> Value {
    let content = content.iter().map(|(media_type, schema)| ((*media_type).to_owned(), plain(&schema.clone().into())));
    content.collect::<Map<_, _>>().into()
}

/// A schema without what is for people alone.
fn plain(schema: &Value) -> Value {
    let Value::Object(schema) = schema else { return schema.clone() };
    let plain_all = |value: &Value| match value {
        Value::Array(schemas) => schemas.iter().map(plain).collect(),
        other => other.clone(),
    };
    let kept = schema.iter().filter(|(key, _)| !matches!(key.as_str(), "description" | "examples" | "title"));
    let kept = kept.map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                properties.iter().map(|(name, schema)| (name.clone(), plain(schema))).collect::<Map<_, _>>().into()
            }
            ("anyOf" | "oneOf" | "allOf" | "prefixItems", forms) => plain_all(forms),
            ("items" | "additionalProperties" | "not", schema) => plain(schema),
            ("required", Value::Array(names)) => {
                let mut names = names.clone();
                names.sort_by_key(ToString::to_string);
                names.into()
            }
            (_, value) => value.clone(),
        };
        (key.clone(), value)
    });
    kept.collect::<Map<_, _>>().into()
}
