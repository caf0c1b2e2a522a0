//! Writes descriptions as an OpenAPI 3.1 document.

use std::{collections::HashMap, time::Duration};

use framework_pattern::{Pattern, Segment};
use serde_json::{Map, Value, json};

use crate::{
    HttpStatus,
    config::HttpSettings,
    context::Context,
    route::{Call, Route},
    schema::{Description, ParameterDescription, ResponseDescription, Schemas},
};

/// The document for these routes.
pub(super) fn write(routes: &[&'static Route], context: &Context) -> Value {
    let mut schemas = Schemas::default();
    let mut paths = Map::new();
    let mut templates = Templates::default();
    let is_described = |route: &&&'static Route| route.info.methods.iter().any(|method| OPERATIONS.contains(method));
    for route in routes.iter().filter(is_described) {
        let path = paths.entry(templates.of(route)).or_insert_with(|| json!({}));
        let methods = route.info.methods.iter().filter(|method| OPERATIONS.contains(method));
        for method in methods.filter_map(|method| method.parse::<http::Method>().ok()) {
            let name = method.as_str().to_ascii_lowercase();
            let mut description = Description::new(method, &mut schemas);
            (route.describe)(&mut description);
            let claimed =
                std::mem::take(&mut description.prefixes).into_iter().filter_map(|word| context.prefixes.get(word));
            claimed.for_each(|prefix| (prefix.claim.describe)(&mut description));
            let limits = Limits::of(route, &context.settings.http);
            limits.refusals().for_each(|status| description.problem(status));
            path[name.as_str()] = operation(route, &name, &description, &limits);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": title(routes), "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas.into_named() },
    })
}

/// The methods that OpenAPI knows.
const OPERATIONS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

fn title(routes: &[&'static Route]) -> &'static str {
    routes.first().map_or("API", |route| route.info.package)
}

fn operation(route: &Route, method: &str, description: &Description<'_>, limits: &Limits) -> Value {
    let mut operation = Map::new();
    operation.insert("operationId".into(), operation_id(route, method).into());
    if let Some(controller) = route.controller {
        operation.insert("tags".into(), json!([controller.name]));
    }
    let documentation = route.info.documentation.trim();
    if !documentation.is_empty() {
        let summary = documentation.lines().next().unwrap_or_default();
        operation.insert("summary".into(), summary.into());
        operation.insert("description".into(), documentation.into());
    }
    let parameters: Vec<_> = parameters(route, description).iter().map(parameter).collect();
    if !parameters.is_empty() {
        operation.insert("parameters".into(), parameters.into());
    }
    if let Some(body) = &description.body {
        operation.insert("requestBody".into(), json!({ "required": body.required, "content": content(&body.content) }));
    }
    let responses = description.responses.iter();
    let responses: Map<_, _> = responses.map(|(status, response)| entry(*status, response, limits)).collect();
    operation.insert("responses".into(), responses.into());
    operation.into()
}

/// One function may answer several patterns: the name alone would not be unique.
fn operation_id(route: &Route, method: &str) -> String {
    let words = template(route.info.pattern);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let function = route.info.function.replace("::", "_");
    std::iter::once(function.as_str()).chain(std::iter::once(method)).chain(words).collect::<Vec<_>>().join("_")
}

/// The described parameters, without the members of a bean that the path does not capture, and with the captures that no
/// argument takes: OpenAPI wants every one of a path, and no other.
fn parameters(route: &Route, description: &Description<'_>) -> Vec<ParameterDescription> {
    let mut parameters = description.parameters.clone();
    parameters.retain(|it| it.location != "path" || route.info.captures.contains(&it.name.as_str()));
    for (index, capture) in route.info.captures.iter().enumerate() {
        let name = if capture.is_empty() { unnamed(index) } else { (*capture).to_owned() };
        if !parameters.iter().any(|parameter| parameter.location == "path" && parameter.name == name) {
            let schema = crate::schema::object(json!({ "type": "string" }));
            parameters.push(ParameterDescription { name, location: "path", required: true, schema });
        }
    }
    // A captured segment is always there, whatever the type of the argument says.
    parameters.iter_mut().filter(|parameter| parameter.location == "path").for_each(|path| path.required = true);
    parameters
}

fn parameter(parameter: &ParameterDescription) -> Value {
    let ParameterDescription { name, location, required, schema } = parameter;
    json!({ "name": name, "in": location, "required": required, "schema": schema })
}

fn content(content: &std::collections::BTreeMap<&'static str, crate::schema::Schema>) -> Value {
    content
        .iter()
        .map(|(media_type, schema)| ((*media_type).to_owned(), json!({ "schema": schema })))
        .collect::<Map<_, _>>()
        .into()
}

fn entry(status: Option<u16>, response: &ResponseDescription, limits: &Limits) -> (String, Value) {
    let name = status.map_or_else(|| "default".to_owned(), |status| status.to_string());
    let known = status.and_then(|status| HttpStatus::try_from(status).ok());
    let reason = known.map_or("Any other answer", HttpStatus::reason);
    let beyond = known.and_then(|status| limits.beyond(status));
    let mut entry = json!({ "description": beyond.map_or(reason.to_owned(), |beyond| format!("{reason}: {beyond}")) });
    if !response.content.is_empty() {
        entry["content"] = content(&response.content);
    }
    (name, entry)
}

/// What a route's requests may be and take, where it is more or less than usual.
struct Limits {
    /// Where the route itself says it.
    body: Option<u64>,
    time: Option<Duration>,
}

impl Limits {
    fn of(route: &Route, settings: &HttpSettings) -> Self {
        let terms = route.info.terms;
        let is_at_once = matches!(route.call, Call::Sync(_)) && route.needs.is_ready();
        let time = terms.time_limit_in(settings).filter(|_| !is_at_once);
        Limits { body: terms.body_limit.filter(|bytes| *bytes != u64::MAX), time: time.map(|limit| limit.time) }
    }

    /// The statuses that no conversion knows of.
    fn refusals(&self) -> impl Iterator<Item = HttpStatus> {
        self.time.map(|_| HttpStatus::SERVICE_UNAVAILABLE).into_iter()
    }

    /// What is beyond a limit that has this status.
    fn beyond(&self, status: HttpStatus) -> Option<String> {
        match status {
            HttpStatus::PAYLOAD_TOO_LARGE => Some(format!("more than {} bytes", self.body?)),
            HttpStatus::SERVICE_UNAVAILABLE => Some(format!("no answer within {:?}", self.time?)),
            _ => None,
        }
    }
}

/// The paths of a document. OpenAPI has no constraints, so `/users/<id|int>` and `/users/<name>` look alike there,
/// which it forbids: the later one is told apart by a fragment, which no request carries.
#[derive(Default)]
struct Templates(HashMap<String, Vec<(String, Vec<&'static str>)>>);

impl Templates {
    fn of(&mut self, route: &Route) -> String {
        let template = template(route.info.pattern);
        let methods = route.info.methods;
        let outside = template.split(['{', '}']).step_by(2).collect::<Vec<_>>().join("{}");
        let alike = self.0.entry(outside).or_default();
        let has_room = |(known, taken): &(String, Vec<&str>)| {
            *known == template && !methods.iter().any(|method| taken.contains(method))
        };
        let index = alike.iter().position(has_room).unwrap_or_else(|| {
            alike.push((template.clone(), Vec::new()));
            alike.len() - 1
        });
        alike[index].1.extend(methods);
        if index == 0 { template } else { format!("{template}#{}", index + 1) }
    }
}

/// `/users/<id|int>` is `/users/{id}`.
fn template(pattern: &str) -> String {
    let Ok(pattern) = Pattern::parse(pattern) else { return pattern.to_owned() };
    let mut captures = 0;
    let mut capture = |name: &Option<String>| {
        captures += 1;
        format!("{{{}}}", name.clone().unwrap_or_else(|| unnamed(captures - 1)))
    };
    let segments = pattern.segments().iter().map(|segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Capture(segment) => capture(&segment.name),
        Segment::Rest(name) => capture(name),
    });
    let path = segments.collect::<Vec<_>>().join("/");
    format!("/{path}")
}

fn unnamed(index: usize) -> String {
    format!("segment{}", index + 1)
}
