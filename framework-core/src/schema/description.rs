//! The description of one operation: a method of a route.

use std::collections::BTreeMap;

use http::Method;

use super::{Schema, Schemas, object};
use crate::{HttpStatus, invalid::PROBLEM_JSON};

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
    /// Responses by status; `None` is any other status, known only at run time.
    pub responses: BTreeMap<Option<u16>, ResponseDescription>,
}

/// One parameter of an operation.
#[derive(Debug, Clone)]
pub struct ParameterDescription {
    /// Its name on the wire.
    pub name: String,
    /// `path`, `query` or `header`.
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
        Description { method, schemas, parameters: Vec::new(), body: None, responses: BTreeMap::new() }
    }

    /// Adds a response with a body.
    pub fn response(&mut self, status: HttpStatus, media_type: &'static str, schema: Schema) {
        self.responses.entry(Some(status.code())).or_default().content.insert(media_type, schema);
    }

    /// Adds a response without a body.
    pub fn empty_response(&mut self, status: HttpStatus) {
        self.responses.entry(Some(status.code())).or_default();
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
        describe(self);
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
