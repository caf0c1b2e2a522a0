//! The description of one operation: a method of a route.

use std::{any::TypeId, collections::BTreeMap};

use http::Method;

use super::{Schema, Schemas, object};
use crate::{HttpStatus, context::Context, invalid::PROBLEM_JSON};

/// What one operation takes and gives; the conversions of its arguments and of its return type write it.
#[derive(Debug)]
pub struct Description<'s> {
    /// The method of the operation.
    pub method: Method,
    /// Named schemas, shared by all operations of a document.
    pub schemas: &'s mut Schemas,
    /// Parameters, in the order of the arguments.
    pub parameters: Vec<ParameterDescription>,
    /// The request's body, if one is read.
    pub body: Option<BodyDescription>,
    /// Whether what is being described may be missing.
    optional: bool,
    /// Components that it takes from the application.
    pub(crate) components: Vec<WantedComponent>,
    /// Members of beans that it takes from the path.
    pub(crate) captures: Vec<WantedCaptures>,
    /// Words of prefixes that texts of it begin with; what they stand for is known at start.
    pub(crate) prefixes: Vec<&'static str>,
    /// Responses by status; `None` is any other status, known only at run time.
    pub responses: BTreeMap<Option<u16>, ResponseDescription>,
}

/// A component that an argument takes.
#[derive(Debug)]
pub(crate) struct WantedComponent {
    pub(crate) id: TypeId,
    pub(crate) name: &'static str,
    pub(crate) is_there: fn(&Context) -> bool,
}

/// A bean that is made of what the pattern captures.
#[derive(Debug)]
pub(crate) struct WantedCaptures {
    /// Its name.
    pub(crate) argument: &'static str,
    /// The members that are missing where these names alone are captured; fewer, where the bean itself may be.
    pub(crate) missing: fn(&[&str], bool) -> Vec<String>,
    /// Whether it may be missing as a whole.
    pub(crate) optional: bool,
}

/// One parameter of an operation.
#[derive(Debug, Clone)]
pub struct ParameterDescription {
    /// Its name on the wire.
    pub name: String,
    /// `path`, `query`, `header` or `cookie`.
    pub location: &'static str,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What its text must be.
    pub schema: Schema,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub struct BodyDescription {
    /// Whether a request without it is refused.
    pub required: bool,
    /// Schemas by media type.
    pub content: BTreeMap<&'static str, Schema>,
}

/// A response of one status.
#[derive(Debug, Clone, Default)]
pub struct ResponseDescription {
    /// Schemas by media type; empty when there is no body.
    pub content: BTreeMap<&'static str, Schema>,
}

impl<'s> Description<'s> {
    /// Begins the description of an operation.
    #[must_use]
    pub fn new(method: Method, schemas: &'s mut Schemas) -> Self {
        Description {
            method,
            schemas,
            parameters: Vec::new(),
            body: None,
            optional: false,
            components: Vec::new(),
            captures: Vec::new(),
            prefixes: Vec::new(),
            responses: BTreeMap::new(),
        }
    }

    /// Adds a response with a body.
    pub fn response(&mut self, status: HttpStatus, media_type: &'static str, schema: Schema) {
        self.responses.entry(Some(status.code())).or_default().content.insert(media_type, schema);
    }

    /// Adds a response without a body.
    pub fn empty_response(&mut self, status: HttpStatus) {
        self.responses.entry(Some(status.code())).or_default();
    }

    /// Adds a field to the body of a media type; without a name, the body itself.
    pub(crate) fn field(&mut self, media_type: &'static str, name: &str, schema: Schema, required: bool) {
        let required = required && !self.optional;
        let body = self.body.get_or_insert_with(|| BodyDescription { required, content: BTreeMap::new() });
        body.required |= required;
        let whole = body.content.entry(media_type).or_default();
        if !name.is_empty() {
            whole.insert("type".to_owned(), "object".into());
            let properties = whole.entry("properties").or_insert_with(|| Schema::new().into());
            if let Some(properties) = properties.as_object_mut() {
                properties.insert(name.to_owned(), schema.into());
            }
            let list = whole.entry("required").or_insert_with(|| Vec::<serde_json::Value>::new().into());
            if let Some(list) = list.as_array_mut().filter(|_| required) {
                list.push(name.into());
            }
        }
        self.problem(HttpStatus::PAYLOAD_TOO_LARGE);
        self.problem(HttpStatus::UNSUPPORTED_MEDIA_TYPE);
    }

    /// Adds a refusal of a known status.
    pub fn problem(&mut self, status: HttpStatus) {
        let problem = self.problem_schema();
        self.response(status, PROBLEM_JSON, problem);
    }

    /// Says that a refusal's status is known only at run time.
    pub fn any_problem(&mut self) {
        let problem = self.problem_schema();
        self.responses.entry(None).or_default().content.insert(PROBLEM_JSON, problem);
    }

    /// Describes what may be missing.
    pub fn optional(&mut self, describe: impl FnOnce(&mut Description<'_>)) {
        let before = self.parameters.len();
        let body_before = self.body.is_some();
        let captures_before = self.captures.len();
        let optional = std::mem::replace(&mut self.optional, true);
        describe(self);
        self.optional = optional;
        self.captures[captures_before..].iter_mut().for_each(|captures| captures.optional = true);
        self.parameters[before..].iter_mut().for_each(|parameter| parameter.required = false);
        self.body.iter_mut().filter(|_| !body_before).for_each(|body| body.required = false);
    }

    /// Turns the response that `write` describes as 200 into one whose status is known only at run time.
    pub fn any_status(&mut self, write: impl FnOnce(&mut Description<'_>)) {
        self.status_for_ok(None, write);
    }

    /// Turns the response that `write` describes as 200 into one of this status.
    pub fn fixed_status(&mut self, status: HttpStatus, write: impl FnOnce(&mut Description<'_>)) {
        self.status_for_ok(Some(status.code()), write);
    }

    fn status_for_ok(&mut self, instead: Option<u16>, write: impl FnOnce(&mut Description<'_>)) {
        let mut inner = Description::new(self.method.clone(), self.schemas);
        write(&mut inner);
        let responses = inner.responses;
        for (status, response) in responses {
            // A part of a file is one whatever the file's own status is.
            let succeeds = status.is_some_and(|status| status < 300 && status != 206);
            let status = if succeeds { instead } else { status };
            let described = self.responses.entry(status).or_default();
            if !matches!(status, Some(204 | 205 | 304)) {
                described.content.extend(response.content);
            }
        }
    }

    fn problem_schema(&mut self) -> Schema {
        self.schemas.define::<crate::Invalid>("Problem", |_| {
            object(serde_json::json!({
                "type": "object",
                "description": "What is wrong with the request (RFC 9457).",
                "properties": {
                    "type": { "type": "string" },
                    "title": { "type": "string" },
                    "status": { "type": "integer" },
                    "detail": { "type": "string" },
                    "instance": { "type": "string" },
                    "errors": { "type": "array", "items": { "type": "object" } }
                },
                "required": ["type", "title", "status"]
            }))
        })
    }
}
