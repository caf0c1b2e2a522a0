//! The requests that one operation is asked: a plain one, then one thing different in each.

use http::{HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{
    fits::Named,
    values::{Values, values},
};
#[cfg(feature = "multipart")]
use crate::testing::TestPart;
use crate::{
    extract::FORM,
    openapi::{Operation, template},
    schema::{ParameterDescription, Schema},
    testing::{TestApp, TestRequest},
};

/// A request, before it is written.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// The values of the parameters, in their order; none where it is left out.
    parameters: Vec<Option<Value>>,
    body: Sent,
    /// What is different from the plain one.
    pub(super) what: String,
}

#[derive(Debug, Clone)]
enum Sent {
    Nothing,
    /// A value, in the form of a media type.
    Value(&'static str, Value),
    /// Bytes that claim to be of a media type, or of none.
    Raw(Option<&'static str>, Vec<u8>),
}

/// The requests that an operation is asked, where there is one that it should take.
pub(super) fn requests(operation: &Operation, named: Named<'_>) -> Vec<Asked> {
    let parameters: Vec<_> = operation.parameters.iter().map(|it| values(&it.schema, named)).collect();
    let bodies: Vec<_> = operation.body.iter().flat_map(|body| &body.content).collect();
    let bodies: Vec<_> = bodies.into_iter().map(|(media_type, schema)| (*media_type, of_body(schema, named))).collect();
    let is_required = |index: usize| operation.parameters.get(index).is_some_and(|it| it.required);
    let plain = parameters.iter().enumerate();
    let plain = plain.map(|(index, values)| values.valid.first().filter(|_| is_required(index)).cloned()).collect();
    let body =
        bodies.iter().find_map(|(media_type, values)| Some(Sent::Value(media_type, values.valid.first()?.clone())));
    let plain = Asked { parameters: plain, body: body.unwrap_or(Sent::Nothing), what: "plain".to_owned() };

    let mut all = vec![plain.clone()];
    for (index, (parameter, values)) in operation.parameters.iter().zip(&parameters).enumerate() {
        let place = format!("{} {}", parameter.location, parameter.name);
        let mut with = |value: Option<&Value>| {
            let what = value.map_or_else(|| format!("without {place}"), |value| format!("{place} = {}", short(value)));
            let mut asked = Asked { what, ..plain.clone() };
            asked.parameters[index] = value.cloned();
            all.push(asked);
        };
        values.valid.iter().chain(&values.odd).for_each(|value| with(Some(value)));
        if parameter.location != "path" {
            with(None);
        }
    }
    let everything = parameters.iter().map(|values| values.valid.first().cloned()).collect();
    all.push(Asked { parameters: everything, what: "all parameters".to_owned(), ..plain.clone() });
    let mut body = |what: String, body: Sent| all.push(Asked { what, body, ..plain.clone() });
    for (media_type, values) in &bodies {
        for value in values.valid.iter().chain(&values.odd) {
            body(format!("{media_type} {}", short(value)), Sent::Value(media_type, value.clone()));
        }
        for raw in [&b""[..], b"{", b"\xff\xfe", b"[[[[[[[[[[", b"a=%ff&b", b"--\r\n"] {
            body(format!("{media_type} of odd bytes"), Sent::Raw(Some(media_type), raw.to_vec()));
        }
        let deep = "[".repeat(100_000).into_bytes();
        body(format!("{media_type} of deep brackets"), Sent::Raw(Some(media_type), deep));
    }
    body("no body".to_owned(), Sent::Nothing);
    body("a body of another type".to_owned(), Sent::Raw(Some("image/png"), b"png".to_vec()));
    body("a body of no type".to_owned(), Sent::Raw(None, b"{}".to_vec()));
    all
}

fn of_body(schema: &Schema, named: Named<'_>) -> Values {
    let mut values = values(schema, named);
    // Each is a request.
    values.valid.truncate(40);
    values.odd.truncate(60);
    values
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

impl Asked {
    /// The target, where all of the path can be written.
    pub(super) fn target(&self, operation: &Operation) -> Option<String> {
        let (mut captured, mut query) = (Vec::new(), Vec::new());
        for (parameter, value) in operation.parameters.iter().zip(&self.parameters) {
            match (parameter.location, value) {
                ("path", value) => {
                    let text = text(value.as_ref()?).filter(|text| !matches!(text.as_str(), "" | "." | ".."))?;
                    captured.push((format!("{{{}}}", parameter.name), text));
                }
                ("query", Some(value)) => query.extend(pairs(parameter, value)),
                _ => {}
            }
        }
        let template = template(operation.route.info.pattern);
        let segments = template.split('/').map(|segment| {
            let text = captured.iter().find(|(name, _)| name == segment).map_or(segment, |(_, text)| text);
            encoded(text)
        });
        let target = segments.collect::<Vec<_>>().join("/");
        let query: Vec<_> = query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        Some(if query.is_empty() { target } else { format!("{target}?{}", query.join("&")) })
    }

    /// The request; none where HTTP has no words for it.
    pub(super) fn request(&self, app: &TestApp, method: &Method, operation: &Operation) -> Option<TestRequest> {
        let mut request = app.request(method.clone(), &self.target(operation)?);
        for (parameter, value) in operation.parameters.iter().zip(&self.parameters) {
            let texts = value.iter().flat_map(texts);
            match parameter.location {
                "header" => {
                    for text in texts {
                        HeaderValue::from_str(&text).ok()?;
                        request = request.header(&parameter.name, text);
                    }
                }
                "cookie" => request = texts.fold(request, |request, text| request.cookie(&parameter.name, &text)),
                _ => {}
            }
        }
        Some(match &self.body {
            Sent::Nothing => request,
            Sent::Raw(None, bytes) => request.body(bytes.clone()),
            Sent::Raw(Some(media_type), bytes) => request.header("content-type", media_type).body(bytes.clone()),
            Sent::Value(FORM, value) => {
                let fields = fields("", value);
                request.form(&fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
            }
            #[cfg(feature = "multipart")]
            Sent::Value("multipart/form-data", value) => {
                let fields = fields("", value);
                let part = |(name, text): &(String, String)| (name.clone(), TestPart::text(text.clone()));
                let files = |(name, text): &(String, String)| (name.clone(), TestPart::file("a.txt", text.clone()));
                let is_file = |name: &str| is_file(operation, name);
                let parts = fields.iter().map(|field| if is_file(&field.0) { files(field) } else { part(field) });
                let parts: Vec<_> = parts.collect();
                request.multipart(&parts.iter().map(|(name, part)| (name.as_str(), part.clone())).collect::<Vec<_>>())
            }
            Sent::Value("application/json", value) => request.json(value),
            Sent::Value(media_type, value) => {
                let text = text(value).unwrap_or_else(|| value.to_string());
                let media_type = if *media_type == "*/*" { "application/octet-stream" } else { media_type };
                request.header("content-type", media_type).body(text)
            }
        })
    }
}

/// Whether a field of the form is to be a file.
#[cfg(feature = "multipart")]
fn is_file(operation: &Operation, name: &str) -> bool {
    let schema = operation.body.as_ref().and_then(|body| body.content.get("multipart/form-data"));
    let member = schema.and_then(|schema| schema.get("properties")?.get(name.split('[').next()?));
    member.is_some_and(|member| member["format"] == "binary" || member["items"]["format"] == "binary")
}

/// One text; none for what has parts.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(elements) => elements.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

/// A parameter in the query string.
fn pairs(parameter: &ParameterDescription, value: &Value) -> Vec<(String, String)> {
    match (parameter.style, value) {
        // Its members are names of their own.
        (Some("form"), Value::Object(_)) => fields("", value),
        _ => fields("", &json!({ parameter.name.as_str(): value })),
    }
}

/// The fields of a form: `address[zip]`, `items[0][name]`, and a repeated name for a list of texts.
fn fields(name: &str, value: &Value) -> Vec<(String, String)> {
    let within = |member: &str| if name.is_empty() { member.to_owned() } else { format!("{name}[{member}]") };
    match value {
        Value::Object(members) => members.iter().flat_map(|(member, value)| fields(&within(member), value)).collect(),
        Value::Array(elements) if elements.iter().all(|element| text(element).is_some()) => {
            elements.iter().filter_map(|element| Some((name.to_owned(), text(element)?))).collect()
        }
        Value::Array(elements) => {
            let each = elements.iter().enumerate();
            each.flat_map(|(index, element)| fields(&within(&index.to_string()), element)).collect()
        }
        other => text(other).map(|text| (name.to_owned(), text)).into_iter().collect(),
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
