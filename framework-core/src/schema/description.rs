//! The description of one operation: a method of a route.

use std::{any::TypeId, collections::BTreeMap};

use http::Method;
use serde_json::{Value, json};

use super::{Schema, Schemas, Security, object};
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
    /// How a caller must show who it is.
    pub(crate) security: Vec<Security>,
    /// How it may show who it is, and need not.
    pub(crate) optional_security: Vec<Security>,
    /// Whether it looks at the session, which a request may be without.
    pub(crate) session: bool,
    /// Whether what is being described may be missing.
    optional: bool,
    /// The documentation of the argument that is being described, until something has it.
    about: &'static str,
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
    /// How several values stand in one text, where it is not the usual way: `deepObject`, or `form` for an object
    /// whose members are names of their own.
    pub style: Option<&'static str>,
    /// What its text must be; its `description` says what it is for.
    pub schema: Schema,
}

impl ParameterDescription {
    /// A parameter that is written in the usual way.
    #[must_use]
    pub fn new(name: impl Into<String>, location: &'static str, required: bool, schema: Schema) -> Self {
        ParameterDescription { name: name.into(), location, required, style: None, schema }
    }
}

/// The body of a request.
#[derive(Debug, Clone, Default)]
pub struct BodyDescription {
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it is for.
    pub description: String,
    /// Schemas by media type.
    pub content: BTreeMap<&'static str, Schema>,
}

/// A response of one status.
#[derive(Debug, Clone, Default)]
pub struct ResponseDescription {
    /// When it is sent, in a few words each; the reason of the status stands before them.
    pub reasons: Vec<String>,
    /// Schemas of the header fields that it always has.
    pub headers: BTreeMap<&'static str, Schema>,
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
            security: Vec::new(),
            optional_security: Vec::new(),
            session: false,
            optional: false,
            about: "",
            components: Vec::new(),
            captures: Vec::new(),
            prefixes: Vec::new(),
            responses: BTreeMap::new(),
        }
    }

    /// Adds a response with a body.
    pub fn response(&mut self, status: HttpStatus, media_type: &'static str, schema: Schema) {
        self.of(status).content.insert(media_type, schema);
    }

    /// Adds a response without a body.
    pub fn empty_response(&mut self, status: HttpStatus) {
        self.of(status);
    }

    /// Adds a header field to the response of a status; it has it always.
    pub fn response_header(&mut self, status: HttpStatus, name: &'static str, schema: Schema) {
        self.of(status).headers.insert(name, schema);
    }

    /// Says when a response of a status is sent, in a few words.
    pub fn reason(&mut self, status: HttpStatus, reason: impl Into<String>) {
        let (reasons, reason) = (&mut self.of(status).reasons, reason.into());
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }

    fn of(&mut self, status: HttpStatus) -> &mut ResponseDescription {
        self.responses.entry(Some(status.code())).or_default()
    }

    /// Says how a caller must show who it is, and that it is refused with 401 otherwise. Guards say so; see
    /// [`Guard::describe`](crate::Guard::describe).
    pub fn security(&mut self, security: Security) {
        self.problem(HttpStatus::UNAUTHORIZED);
        if !self.security.contains(&security) {
            self.security.push(security);
        }
    }

    /// Describes an argument, with its documentation.
    pub(crate) fn documented(&mut self, about: &'static str, describe: impl FnOnce(&mut Description<'_>)) {
        let (before, had_body) = (self.parameters.len(), self.body.is_some());
        self.about = about;
        describe(self);
        let about = std::mem::take(&mut self.about);
        if about.is_empty() {
            return;
        }
        if let [parameter] = &mut self.parameters[before..] {
            parameter.schema.insert("description".to_owned(), about.into());
        }
        if let Some(body) = self.body.as_mut().filter(|_| !had_body) {
            about.clone_into(&mut body.description);
        }
    }

    /// Says that the body as a whole is read, in one of these forms.
    pub(crate) fn whole_body(&mut self, required: bool, content: impl IntoIterator<Item = (&'static str, Schema)>) {
        let (required, content) = (required && !self.optional, content.into_iter().collect());
        self.body = Some(BodyDescription { required, description: String::new(), content });
        self.problem(HttpStatus::PAYLOAD_TOO_LARGE);
    }

    /// Adds a field to the form in the body.
    pub(crate) fn field(&mut self, media_type: &'static str, name: &str, mut schema: Schema, required: bool) {
        let about = std::mem::take(&mut self.about);
        if !about.is_empty() {
            schema.insert("description".to_owned(), about.into());
        }
        let (required, whole) = self.part_of_body(media_type, required);
        whole.insert("type".to_owned(), "object".into());
        member(whole, name, required).extend(schema);
    }

    /// Adds what a JSON pointer (RFC 6901) names in the body; the empty one names all of it.
    pub(crate) fn json_part(&mut self, pointer: &str, schema: Schema, required: bool) {
        let (required, mut place) = self.part_of_body("application/json", required);
        for token in pointer.split('/').skip(1) {
            // A number may be the index of an array, or a name.
            if token.bytes().all(|byte| byte.is_ascii_digit()) {
                return;
            }
            // Where it may be missing, anything else may stand around it.
            if required {
                place.insert("type".to_owned(), "object".into());
            }
            place = member(place, &token.replace("~1", "/").replace("~0", "~"), required);
        }
        if place.is_empty() {
            *place = schema;
        } else if let Value::Array(all) = place.entry("allOf").or_insert_with(|| json!([])) {
            all.push(schema.into());
        }
    }

    /// The schema of the body in one form, of which an argument takes a part.
    fn part_of_body(&mut self, media_type: &'static str, required: bool) -> (bool, &mut Schema) {
        self.problem(HttpStatus::PAYLOAD_TOO_LARGE);
        self.problem(HttpStatus::UNSUPPORTED_MEDIA_TYPE);
        let required = required && !self.optional;
        let body = self.body.get_or_insert_default();
        body.required |= required;
        (required, body.content.entry(media_type).or_default())
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

    /// Whether what is being described may be missing.
    pub(crate) fn is_optional(&self) -> bool {
        self.optional
    }

    /// Describes what is refused by the handler, if at all.
    pub(crate) fn undecided(&mut self, describe: impl FnOnce(&mut Description<'_>)) {
        let refusals = [HttpStatus::BAD_REQUEST, HttpStatus::UNPROCESSABLE_ENTITY].map(|status| Some(status.code()));
        let before = refusals.map(|status| self.responses.contains_key(&status));
        self.optional(describe);
        for (status, before) in refusals.iter().zip(before) {
            if !before {
                self.responses.remove(status);
            }
        }
    }

    /// Describes a guard that lets a request pass in spite of some of its refusals: those are left out, and a caller need
    /// not show who it is.
    pub(crate) fn let_through(
        &mut self,
        passes: impl Fn(Option<u16>) -> bool,
        describe: impl FnOnce(&mut Description<'_>),
    ) {
        let (responses, security) = (std::mem::take(&mut self.responses), std::mem::take(&mut self.security));
        self.optional(describe);
        let refusals = std::mem::replace(&mut self.responses, responses);
        let asked = std::mem::replace(&mut self.security, security);
        self.optional_security.extend(asked);
        for (status, refusal) in refusals.into_iter().filter(|(status, _)| !passes(*status)) {
            self.merge(status, refusal);
        }
    }

    fn merge(&mut self, status: Option<u16>, response: ResponseDescription) {
        let described = self.responses.entry(status).or_default();
        described.reasons.extend(response.reasons);
        described.headers.extend(response.headers);
        if !matches!(status, Some(204 | 205 | 304)) {
            described.content.extend(response.content);
        }
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
            self.merge(status, response);
        }
    }

    fn problem_schema(&mut self) -> Schema {
        self.schemas.define::<crate::Invalid>("Problem", |schemas| {
            let violation = schemas.define::<crate::Violation>("Violation", |_| object(violation()));
            object(json!({
                "type": "object",
                "description": "What is wrong with the request (RFC 9457). `errors` has all that is wrong with its \
                                parameters and its body. Whoever prefers HTML or plain text to JSON is sent that.",
                "properties": {
                    "type": { "type": "string", "format": "uri-reference" },
                    "title": { "type": "string" },
                    "status": { "type": "integer", "minimum": 300, "maximum": 999 },
                    "detail": { "type": "string" },
                    "instance": { "type": "string", "format": "uri-reference" },
                    "errors": { "type": "array", "items": violation }
                },
                "required": ["type", "title", "status"]
            }))
        })
    }
}

fn violation() -> Value {
    json!({
        "type": "object",
        "description": "One thing that is wrong.",
        "properties": {
            "in": {
                "type": "string",
                "enum": ["path", "query", "header", "cookie", "form", "body", "session", "request"]
            },
            "name": { "type": "string", "description": "The parameter or the field; a body has none." },
            "pointer": { "type": "string", "description": "The place in a body (RFC 6901)." },
            "rule": { "type": "string", "description": "What was not kept, as `required`, `type` or `length`." },
            "message": { "type": "string" }
        },
        "required": ["in", "message"]
    })
}

/// A member of an object's schema.
fn member<'o>(object: &'o mut Schema, name: &str, required: bool) -> &'o mut Schema {
    if required
        && let Value::Array(list) = object.entry("required").or_insert_with(|| json!([]))
        && !list.iter().any(|known| *known == name)
    {
        list.push(name.into());
    }
    let properties = object.entry("properties").or_insert_with(|| json!({}));
    if !properties[name].is_object() {
        properties[name] = json!({});
    }
    match &mut properties[name] {
        Value::Object(member) => member,
        other => unreachable!("a member's schema is an object, not {other}"),
    }
}
