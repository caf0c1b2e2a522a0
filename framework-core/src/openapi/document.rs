//! Writes descriptions as an OpenAPI 3.1 document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::operations::{Operation, Templates, operations};
use crate::{
    HttpStatus,
    context::Context,
    route::Route,
    schema::{ParameterDescription, ResponseDescription, Schema},
};

/// The document for these routes.
pub(super) fn write(routes: &[&'static Route], context: &Context) -> Value {
    let (operations, schemas) = operations(routes, context);
    let mut paths = Map::new();
    let (mut templates, mut tags, mut schemes) = (Templates::default(), BTreeMap::new(), BTreeMap::new());
    for it in operations.iter().filter(|it| OPERATIONS.contains(&it.method.as_str())) {
        let path = paths.entry(templates.of(it)).or_insert_with(|| json!({}));
        path[it.method.as_str().to_ascii_lowercase()] = operation(it);
        if let Some(controller) = it.route.controller {
            let text: &mut BTreeSet<_> = tags.entry(controller.name).or_default();
            text.extend(Some(controller.documentation).filter(|text| !text.is_empty()));
        }
        let cookie = context.settings.session.cookie.as_deref().unwrap_or("session");
        schemes.extend(it.security.iter().chain(&it.optional_security).map(|it| (it.name(), it.scheme(cookie))));
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": info(routes),
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas },
    });
    if !schemes.is_empty() {
        document["components"]["securitySchemes"] = json!(schemes);
    }
    if !tags.is_empty() {
        document["tags"] = tags.into_iter().map(|(name, texts)| tag(name, &texts)).collect();
    }
    document
}

/// The methods that OpenAPI knows.
const OPERATIONS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/// The program's own package, where it has routes.
fn info(routes: &[&'static Route]) -> Value {
    let program = routes.iter().find(|route| route.in_program).or(routes.first());
    let (title, version) = program.map_or(("API", "0"), |route| (route.info.package, route.api.version));
    json!({ "title": title, "version": version })
}

fn tag(name: &str, texts: &BTreeSet<&str>) -> Value {
    let text = texts.iter().copied().collect::<Vec<_>>().join("\n\n");
    if text.is_empty() { json!({ "name": name }) } else { json!({ "name": name, "description": text }) }
}

fn operation(described: &Operation) -> Value {
    let Operation { route, id, parameters, body, responses, .. } = described;
    let mut operation = Map::new();
    operation.insert("operationId".into(), id.as_str().into());
    if let Some(controller) = route.controller {
        operation.insert("tags".into(), json!([controller.name]));
    }
    if let Some(summary) = route.info.documentation.lines().next() {
        operation.insert("summary".into(), summary.into());
    }
    let description = description(route);
    if !description.is_empty() {
        operation.insert("description".into(), description.into());
    }
    if route.api.deprecated.is_some() {
        operation.insert("deprecated".into(), true.into());
    }
    if !parameters.is_empty() {
        operation.insert("parameters".into(), parameters.iter().map(parameter).collect());
    }
    if let Some(body) = body {
        let mut written = json!({ "required": body.required, "content": content(&body.content) });
        if !body.description.is_empty() {
            written["description"] = body.description.as_str().into();
        }
        operation.insert("requestBody".into(), written);
    }
    let responses: Map<_, _> = responses.iter().map(|(status, response)| entry(*status, response)).collect();
    operation.insert("responses".into(), responses.into());
    if let Some(security) = security(described) {
        operation.insert("security".into(), security);
    }
    operation.into()
}

/// What follows the summary, and why the route should not be called any more.
fn description(route: &Route) -> String {
    let (_, rest) = route.info.documentation.split_once('\n').unwrap_or_default();
    let deprecated = route.api.deprecated.filter(|note| !note.is_empty());
    let parts = [rest.trim().to_owned(), deprecated.map(|note| format!("Deprecated: {note}")).unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// All that a caller must show; and each time one more of what it may do without, as a session.
fn security(operation: &Operation) -> Option<Value> {
    let required: Map<_, _> = operation.security.iter().map(|it| (it.name(), json!([]))).collect();
    let mut alternatives = vec![required.clone()];
    for optional in &operation.optional_security {
        let mut with_it = required.clone();
        with_it.insert(optional.name(), json!([]));
        if !alternatives.contains(&with_it) {
            alternatives.push(with_it);
        }
    }
    let asks = alternatives.len() > 1 || !required.is_empty();
    asks.then(|| json!(alternatives))
}

/// What a parameter is for stands beside its schema.
fn parameter(parameter: &ParameterDescription) -> Value {
    let ParameterDescription { name, location, required, style, schema } = parameter;
    let mut schema = schema.clone();
    let description = schema.remove("description");
    let mut written = json!({ "name": name, "in": location, "required": required, "schema": schema });
    if let Some(description) = description {
        written["description"] = description;
    }
    if let Some(style) = style {
        written["style"] = (*style).into();
        written["explode"] = true.into();
    }
    written
}

fn content(content: &BTreeMap<&'static str, Schema>) -> Value {
    let content = content.iter().map(|(media_type, schema)| ((*media_type).to_owned(), json!({ "schema": schema })));
    content.collect::<Map<_, _>>().into()
}

fn entry(status: Option<u16>, response: &ResponseDescription) -> (String, Value) {
    let name = status.map_or_else(|| "default".to_owned(), |status| status.to_string());
    let known = status.and_then(|status| HttpStatus::try_from(status).ok());
    let reason = known.map_or("Any other answer", HttpStatus::reason);
    let described = match response.reasons.join("; ") {
        more if more.is_empty() => reason.to_owned(),
        more => format!("{reason}: {more}"),
    };
    let mut entry = json!({ "description": described });
    if !response.headers.is_empty() {
        let header = |(name, schema): (&&str, _)| ((*name).to_owned(), json!({ "required": true, "schema": schema }));
        entry["headers"] = response.headers.iter().map(header).collect::<Map<_, _>>().into();
    }
    if !response.content.is_empty() {
        entry["content"] = content(&response.content);
    }
    (name, entry)
}
