//! A request ready for conversion: everything that is asynchronous is done.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::header;
use serde_json::Value;

use super::{
    Needs, Parameter, ParameterError, Source,
    format::{Format, encoded, is_encoded, unsupported},
};
#[cfg(feature = "multipart")]
use crate::multipart::{Form, Limits};
use crate::{
    Body, HttpStatus, Invalid,
    bean::{Fields, Sent},
    body::BodyLimit,
    config::Settings,
    context::Context,
    request::{NotUtf8, RequestHead, method_has_body, pairs},
};

/// A request's head and, where the route needs it, its whole body. Arguments may borrow from it.
#[derive(Debug)]
pub struct Loaded {
    head: RequestHead,
    body: Bytes,
    /// What it says it is.
    format: Format,
    /// The body in another form; most have none.
    other: Option<Box<Other>>,
}

/// A body that is not bytes.
#[derive(Debug)]
enum Other {
    /// The handler reads it itself.
    Stream(Mutex<Option<Body>>),
    #[cfg(feature = "multipart")]
    Multipart(Form),
}

/// Loads the session and reads the body, as the route needs them: 403 before 415 before 413 before 400.
///
/// # Errors
/// The media type or the length is refused, or the body breaks off.
pub async fn load(loaded: &mut Loaded, body: &mut Body, needs: Needs, context: &Context) -> Result<(), Invalid> {
    #[cfg(feature = "sessions")]
    if needs.has(Needs::SESSION) {
        // In a box, as what is rare.
        Box::pin(crate::session::load(&loaded.head, context)).await?;
    }
    let formats = needs.formats();
    let format = if needs.has(Needs::BODY) { Format::of(&loaded.head) } else { Format::Other };
    loaded.format = format;
    if formats != Needs::NONE && !body.is_empty() && !format.is_among(formats) {
        let is_said = loaded.head.headers().contains_key(header::CONTENT_TYPE);
        let what = if is_said { "the body's Content-Type is not supported" } else { "the body has no Content-Type" };
        return Err(unsupported(what, formats));
    }
    if formats != Needs::NONE && !body.is_empty() && is_encoded(loaded.head.headers()) {
        return Err(encoded());
    }
    let settings = &context.settings;
    let body_limit = loaded.head.terms().body_limit_in(&settings.http);
    let is_raw = needs.has(Needs::SOLE) && formats == Needs::NONE;
    if needs.has(Needs::STREAM) {
        let stream = std::mem::take(body);
        let stream = match format {
            Format::Multipart if formats.has(Needs::MULTIPART) => whole_form(stream, settings)?,
            _ => stream.limited(body_limit)?,
        };
        loaded.other = Some(Box::new(Other::Stream(Mutex::new(Some(stream)))));
        return Ok(());
    }
    if !needs.has(Needs::BODY) {
        return Ok(());
    }
    #[cfg(feature = "multipart")]
    if format == Format::Multipart && !is_raw && !body.is_empty() {
        let body = whole_form(std::mem::take(body), settings)?;
        // In a box: most requests bring none, and their future would have room for it.
        let reading = Box::pin(Form::read(body, loaded.head.headers(), Limits::of(&loaded.head, settings)));
        loaded.other = Some(Box::new(Other::Multipart(reading.await?)));
        return Ok(());
    }
    loaded.body = std::mem::take(body).read_within(body_limit).await?;
    if format == Format::Form && !is_raw {
        if formats.has(Needs::JSON) && is_json(&loaded.body) {
            return Err(unsupported("the body is JSON, and its Content-Type says that it is a form", formats));
        }
        return few_enough(&loaded.body, settings.http.form_fields);
    }
    Ok(())
}

fn whole_form(body: Body, settings: &Settings) -> Result<Body, Invalid> {
    let bytes = settings.http.multipart.total_limit;
    body.limited(BodyLimit { bytes, said_by: "setting `http.multipart.total_limit`" })
}

/// As `curl -d` sends it, which calls everything a form; a form has `%7B` for a brace.
fn is_json(body: &[u8]) -> bool {
    matches!(body.first(), Some(b'{' | b'[')) && serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}

/// Refuses a form of too many fields, each of which would be looked at many times.
fn few_enough(form: &[u8], most: usize) -> Result<(), Invalid> {
    if form.split(|byte| *byte == b'&').filter(|field| !field.is_empty()).nth(most).is_none() {
        return Ok(());
    }
    let detail = format!("the form has more than {most} fields (setting `http.form_fields`)");
    Err(Invalid::new(HttpStatus::PAYLOAD_TOO_LARGE, detail))
}

impl Loaded {
    /// A request whose body is not read yet.
    #[inline]
    pub(crate) fn new(head: RequestHead) -> Self {
        Loaded { head, body: Bytes::new(), format: Format::Other, other: None }
    }

    /// The request as it came; `rest` is its body, unless that has been read.
    pub(crate) fn into_request(self, rest: Body) -> http::Request<Body> {
        let body = match self.take_stream() {
            Some(body) => body,
            None if self.body.is_empty() => rest,
            None => Body::from(self.body),
        };
        http::Request::from_parts(self.head.parts, body)
    }

    pub(crate) fn into_head(self) -> RequestHead {
        self.head
    }

    pub(crate) fn head_mut(&mut self) -> &mut RequestHead {
        &mut self.head
    }

    /// The request without its body.
    #[must_use]
    pub fn head(&self) -> &RequestHead {
        &self.head
    }

    /// What the body says it is, where the route needs it.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// The body; empty where the route does not need it.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The unread body, once, where the route needs it so.
    pub(crate) fn take_stream(&self) -> Option<Body> {
        match &**self.other.as_ref()? {
            Other::Stream(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
            #[cfg(feature = "multipart")]
            Other::Multipart(_) => None,
        }
    }

    /// The multipart form in the body, where the route needs one.
    #[cfg(feature = "multipart")]
    pub(crate) fn multipart(&self) -> Option<&Form> {
        match &**self.other.as_ref()? {
            Other::Multipart(form) => Some(form),
            Other::Stream(_) => None,
        }
    }

    /// What was sent under a name in a multipart form.
    fn parts(&self, name: &str) -> impl Iterator<Item = Sent<'_>> {
        #[cfg(feature = "multipart")]
        let parts = self.multipart().into_iter().flat_map(move |form| form.named(name));
        #[cfg(not(feature = "multipart"))]
        let parts = {
            let _name = name;
            std::iter::empty()
        };
        parts
    }

    /// The texts of a parameter in a multipart form; a file is refused.
    fn part_texts(&self, parameter: &'static Parameter) -> impl Iterator<Item = Result<&str, ParameterError>> {
        let found = move || ParameterError::refused(parameter, Source::Part, "expected text, found a file".to_owned());
        self.parts(parameter.name).map(move |sent| sent.text().ok_or_else(found))
    }

    /// Where an argument of a kind comes from in this request.
    pub(crate) fn source(&self, parameter: &Parameter, kind: super::Kind) -> Source {
        Source::of(parameter.place, kind, method_has_body(self.head.method()))
    }

    /// The text of a parameter, decoded; `None` when it is not there.
    pub(crate) fn text(&self, parameter: &'static Parameter, source: Source) -> Result<Option<&str>, ParameterError> {
        let text = match source {
            Source::Path => self.head.capture(parameter.name).map(Ok),
            Source::Header => self.head.headers().get(parameter.name).map(|value| utf8(value.as_bytes())),
            Source::Cookie => self.head.cookie(parameter.name).map(Ok),
            Source::Query => self.named(self.head.query_pairs(), parameter).next(),
            Source::Form => {
                self.form().map_or_else(|error| Some(Err(error)), |form| self.named(form, parameter).next())
            }
            Source::Part => return self.part_texts(parameter).next().transpose(),
            Source::Auto => return Ok(self.anywhere(parameter)?.first().copied()),
            Source::Session | Source::Json(_) | Source::Captures | Source::Data | Source::Body | Source::Request => {
                Some(utf8(&self.body))
            }
        };
        text.transpose().map_err(|NotUtf8| not_utf8(parameter, source))
    }

    /// All texts of a parameter that may be repeated.
    pub(crate) fn texts(&self, parameter: &'static Parameter, source: Source) -> Result<Vec<&str>, ParameterError> {
        let texts: Result<Vec<_>, _> = match source {
            Source::Header => {
                let values = self.head.headers().get_all(parameter.name);
                values.into_iter().map(|value| utf8(value.as_bytes())).collect()
            }
            Source::Cookie => return Ok(self.head.jar().values(parameter.name).collect()),
            Source::Query => self.named(self.head.query_pairs(), parameter).collect(),
            Source::Form => self.form().and_then(|form| self.named(form, parameter).collect()),
            Source::Part => return self.part_texts(parameter).collect(),
            Source::Auto => return self.anywhere(parameter),
            _ => return Ok(self.text(parameter, source)?.into_iter().collect()),
        };
        texts.map_err(|NotUtf8| not_utf8(parameter, source))
    }

    /// All names and values of the query string, of a form or of the path.
    pub(crate) fn fields(&self, parameter: &'static Parameter, source: Source) -> Result<Fields<'_>, ParameterError> {
        let whole = |(name, value): (_, Result<_, NotUtf8>)| value.map(|value| (name, Sent::Text(value)));
        let fields: Result<Vec<_>, _> = match source {
            Source::Captures => self.head.captures().map(|(name, text)| Ok((name, Sent::Text(text)))).collect(),
            Source::Query => self.head.query_pairs().map(whole).collect(),
            _ => self.form().and_then(|form| form.map(whole).collect()),
        };
        fields.map(Fields::new).map_err(|NotUtf8| not_utf8(parameter, source))
    }

    /// The JSON body, parsed once for all arguments that are parts of it.
    ///
    /// # Errors
    /// Why it is no JSON.
    fn json(&self, parameter: &'static Parameter, source: Source) -> Result<Option<&Value>, ParameterError> {
        if self.body.is_empty() {
            return Ok(None);
        }
        let json = self
            .head
            .lazy
            .ask()
            .json
            .get_or_init(|| serde_json::from_slice(&self.body).map_err(|error| error.to_string()));
        match json {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(ParameterError::refused(parameter, source, format!("is not JSON: {error}"))),
        }
    }

    /// A value that is JSON already: a part of the body, or a value of the session.
    pub(crate) fn value(
        &self,
        parameter: &'static Parameter,
        source: Source,
    ) -> Result<Option<&Value>, ParameterError> {
        match source {
            #[cfg(feature = "sessions")]
            Source::Session => Ok(self.head.lazy.session().and_then(|session| session.loaded(parameter.name))),
            Source::Json(pointer) => Ok(self.json(parameter, source)?.and_then(|body| body.pointer(pointer))),
            _ => Ok(None),
        }
    }

    fn form(&self) -> Result<impl Iterator<Item = (&str, Result<&str, NotUtf8>)>, NotUtf8> {
        Ok(pairs(utf8(&self.body)?, || &self.head.lazy.ask().form))
    }

    fn named<'a>(
        &self,
        pairs: impl Iterator<Item = (&'a str, Result<&'a str, NotUtf8>)>,
        parameter: &'static Parameter,
    ) -> impl Iterator<Item = Result<&'a str, NotUtf8>> {
        pairs.filter(|(name, _)| *name == parameter.name).map(|(_, value)| value)
    }

    /// Body, query string, path, cookies, header fields: all texts of the first that has it. Never a session: a
    /// visitor could stand in for it.
    ///
    /// # Errors
    /// They are no UTF-8, or the body says that it is JSON and is not.
    fn anywhere(&self, parameter: &'static Parameter) -> Result<Vec<&str>, ParameterError> {
        let in_body = match self.format {
            Format::Form => self.form().and_then(|form| self.named(form, parameter).collect()),
            Format::Multipart => Ok(self.parts(parameter.name).filter_map(Sent::text).collect()),
            Format::Json => Ok(self.members(parameter)?),
            Format::Other => Ok(Vec::new()),
        };
        let elsewhere = |mut texts: Vec<_>| {
            if texts.is_empty() {
                texts = self.named(self.head.query_pairs(), parameter).collect::<Result<_, _>>()?;
            }
            if texts.is_empty() {
                texts.extend(self.head.capture(parameter.name));
            }
            if texts.is_empty() {
                texts.extend(self.head.jar().values(parameter.name));
            }
            if texts.is_empty() {
                let fields = self.head.headers().get_all(parameter.name.replace('_', "-"));
                texts = fields.into_iter().map(|value| utf8(value.as_bytes())).collect::<Result<_, _>>()?;
            }
            Ok(texts)
        };
        in_body.and_then(elsewhere).map_err(|NotUtf8| not_utf8(parameter, Source::Auto))
    }

    /// A member of the JSON body as texts: a scalar is one, a list of them as many.
    fn members(&self, parameter: &'static Parameter) -> Result<Vec<&str>, ParameterError> {
        let Some(Value::Object(body)) = self.json(parameter, Source::Json(""))? else { return Ok(Vec::new()) };
        let texts = self.head.lazy.ask().members.get_or_init(|| {
            let lists = body.iter().map(|(name, value)| (name.clone(), texts_of(value).unwrap_or_default()));
            lists.collect()
        });
        Ok(texts.get(parameter.name).into_iter().flatten().map(String::as_str).collect())
    }
}

/// A scalar of JSON as text, or a list of them; nothing else is text.
fn texts_of(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Number(_) | Value::Bool(_) => Some(vec![value.to_string()]),
        Value::Array(values) if !values.iter().any(Value::is_array) => {
            values.iter().map(|value| texts_of(value)?.pop()).collect()
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, NotUtf8> {
    std::str::from_utf8(bytes).map_err(|_| NotUtf8)
}

#[cold]
fn not_utf8(parameter: &'static Parameter, source: Source) -> ParameterError {
    ParameterError::refused(parameter, source, "expected UTF-8".to_owned())
}
