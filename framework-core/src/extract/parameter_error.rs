//! What can be wrong with a handler's arguments; all of it is told together.

use std::fmt;

use serde_json::{Map, Value};

use super::{Kind, Parameter, Source};
use crate::{
    HttpError, HttpStatus, Invalid,
    bean::{Blamed, Violation, cut},
    invalid::ErrorMapping,
};

/// Why an argument cannot be made.
///
/// A handler that takes `Result<T, ParameterError>` decides itself what to do about it.
#[derive(Debug)]
pub struct ParameterError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    name: &'static str,
    location: &'static str,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    Missing,
    Invalid {
        message: String,
    },
    /// The program's own mistake.
    Internal {
        reason: String,
    },
    /// Of a body.
    Violations(Vec<Violation>),
    /// Of a bean in the query string, the path or a form, whose members are parameters of their own.
    Members {
        members: Vec<Wrong>,
        /// Whether none of its members was sent.
        nothing: bool,
    },
}

/// What is wrong with a member that is sent under a name of its own.
#[derive(Debug)]
struct Wrong {
    name: String,
    message: String,
    /// Pointer and rule, where the bean is data and not a set of parameters.
    data: Option<(String, &'static str)>,
}

impl ParameterError {
    /// It is not there.
    #[cold]
    #[must_use]
    pub(crate) fn missing(parameter: &'static Parameter, source: Source) -> Self {
        ParameterError::new(parameter, source, Problem::Missing)
    }

    /// It is there and cannot be understood; the message says what was expected.
    #[cold]
    pub fn invalid(parameter: &'static Parameter, message: impl Into<String>) -> Self {
        ParameterError::new(parameter, Source::Request, Problem::Invalid { message: message.into() })
    }

    /// The value is not what the type takes.
    #[cold]
    pub(crate) fn unconvertible(
        parameter: &'static Parameter,
        source: Source,
        value: &str,
        expected: impl fmt::Display,
    ) -> Self {
        let message = if source.shows_value() {
            format!("expected {expected}, got `{}`", Shown(value))
        } else {
            format!("expected {expected}")
        };
        ParameterError::new(parameter, source, Problem::Invalid { message })
    }

    /// The program lacks what the argument needs: a 500 whose reason is logged.
    #[cold]
    pub fn internal(parameter: &'static Parameter, reason: impl Into<String>) -> Self {
        ParameterError::new(parameter, Source::Request, Problem::Internal { reason: reason.into() })
    }

    /// The same as a mistake of the program, which no client can help: a 500 whose reason is logged.
    #[cold]
    pub(super) fn of_the_program(mut self, reason: impl Into<String>) -> Self {
        self.0.problem = Problem::Internal { reason: reason.into() };
        self
    }

    #[cold]
    pub(crate) fn refused(parameter: &'static Parameter, source: Source, message: String) -> Self {
        ParameterError::new(parameter, source, Problem::Invalid { message })
    }

    #[cold]
    pub(crate) fn violated(parameter: &'static Parameter, source: Source, violations: Vec<Violation>) -> Self {
        ParameterError::new(parameter, source, Problem::Violations(violations))
    }

    /// The value was read and breaks a rule; `text` is what was sent, where it is one text.
    #[cold]
    pub(crate) fn broken(
        parameter: &'static Parameter,
        source: Source,
        kind: Kind,
        violations: Vec<Violation>,
        text: Option<&str>,
    ) -> Self {
        if kind == Kind::Bean && !source.shows_value() {
            return ParameterError::violated(parameter, source, violations);
        }
        let messages: Vec<_> = violations.into_iter().map(|violation| violation.message).collect();
        let shown = text.filter(|_| source.shows_value());
        let got = shown.map(|text| format!(", got `{}`", Shown(text))).unwrap_or_default();
        ParameterError::refused(parameter, source, format!("{}{got}", messages.join(", ")))
    }

    /// What is wrong with the members of a bean in the query string, the path or a form.
    #[cold]
    pub(crate) fn members(
        parameter: &'static Parameter,
        source: Source,
        blamed: Vec<Blamed<'_>>,
        nothing: bool,
    ) -> Self {
        let members = blamed.into_iter().map(|Blamed { name, text, violation }| {
            let name = if name.is_empty() { parameter.name.to_owned() } else { name };
            if !source.shows_value() {
                let message = Told(&violation).to_string();
                return Wrong { name, message, data: Some((violation.pointer, violation.rule)) };
            }
            // What is wrong with several values together is not wrong with one of them.
            let got = text.map(|text| format!(", got `{}`", Shown(text))).unwrap_or_default();
            Wrong { name, message: format!("{}{got}", violation.message), data: None }
        });
        ParameterError::new(parameter, source, Problem::Members { members: members.collect(), nothing })
    }

    fn new(parameter: &'static Parameter, source: Source, problem: Problem) -> Self {
        let name = match source {
            Source::Json(pointer) if !pointer.is_empty() => pointer,
            _ => parameter.name,
        };
        ParameterError(Box::new(Inner { name, location: source.name(), problem }))
    }

    /// The name of the parameter.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// Whether the parameter is not there at all.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.0.problem, Problem::Missing | Problem::Members { nothing: true, .. })
    }

    /// Whether it is `null` where JSON has what is taken, and nothing else is wrong with it.
    pub(super) fn is_of_null(&self) -> bool {
        let pointer = self.0.name.strip_prefix('/').map_or("", |_| self.0.name);
        matches!(&self.0.problem, Problem::Violations(violations)
            if matches!(&violations[..], [only] if only.found == Some("null") && only.pointer == pointer))
    }

    /// What is wrong, one for each place, for a page that shows it beside its fields: the field's name as it was sent, or
    /// the JSON pointer of a JSON body, and the message.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::ParameterError;
    ///
    /// fn beside<'e>(error: &'e ParameterError, field: &str) -> Option<&'e str> {
    ///     error.problems().find(|(place, _)| *place == field).map(|(_, message)| message)
    /// }
    /// ```
    pub fn problems(&self) -> impl Iterator<Item = (&str, &str)> {
        let (violations, members, whole) = match &self.0.problem {
            Problem::Violations(violations) => (&violations[..], &[][..], None),
            Problem::Members { members, .. } => (&[][..], &members[..], None),
            Problem::Missing => (&[][..], &[][..], Some("is missing")),
            Problem::Invalid { message } => (&[][..], &[][..], Some(message.as_str())),
            Problem::Internal { .. } => (&[][..], &[][..], None),
        };
        let violations = violations.iter().map(|violation| (violation.pointer.as_str(), violation.message.as_str()));
        let members = members.iter().map(|wrong| (wrong.name.as_str(), wrong.message.as_str()));
        violations.chain(members).chain(whole.map(|message| (self.0.name, message)))
    }

    /// The private reason, where the program itself is at fault.
    fn reason(&self) -> Option<&str> {
        match &self.0.problem {
            Problem::Internal { reason } => Some(reason),
            _ => None,
        }
    }

    /// Whether it is a bean whose members are parameters of their own.
    pub(crate) fn is_of_members(&self) -> bool {
        matches!(self.0.problem, Problem::Members { .. })
    }

    /// 422 for data that is well-formed but not valid, 400 otherwise: a session's is not the request's.
    #[must_use]
    pub fn status(&self) -> HttpStatus {
        match self.0.problem {
            Problem::Violations(_) if self.0.location == Source::Session.name() => HttpStatus::BAD_REQUEST,
            Problem::Violations(_) => HttpStatus::UNPROCESSABLE_ENTITY,
            Problem::Members { ref members, .. } if members.iter().any(|wrong| wrong.data.is_some()) => {
                HttpStatus::UNPROCESSABLE_ENTITY
            }
            Problem::Internal { .. } => HttpStatus::INTERNAL_SERVER_ERROR,
            Problem::Missing | Problem::Invalid { .. } | Problem::Members { .. } => HttpStatus::BAD_REQUEST,
        }
    }

    /// The members of the problem: one for a parameter, one for each violation in a body.
    fn write(&self, errors: &mut Vec<Value>) {
        let Inner { name, location, problem } = &*self.0;
        // A body has no name of its own on the wire; a part of it has a pointer.
        let pointer = if *location == "body" { name.strip_prefix('/').map(|_| ("pointer", *name)) } else { None };
        let name = (*location != "body").then_some(*name);
        let mut push = |name: Option<&str>, members: &[(&str, &str)]| {
            let place = std::iter::once(("in", *location)).chain(name.map(|name| ("name", name))).chain(pointer);
            let members = place.chain(members.iter().copied()).map(|(key, value)| (key.to_owned(), Value::from(value)));
            errors.push(Value::Object(members.collect::<Map<_, _>>()));
        };
        match problem {
            Problem::Missing => push(name, &[("message", "is missing")]),
            Problem::Invalid { message } => push(name, &[("message", message)]),
            Problem::Internal { .. } => {}
            Problem::Violations(violations) => violations.iter().for_each(|violation| {
                let message = Told(violation).to_string();
                push(name, &[("pointer", &violation.pointer), ("rule", violation.rule), ("message", &message)]);
            }),
            Problem::Members { members, .. } => members.iter().for_each(|Wrong { name, message, data }| match data {
                Some((pointer, rule)) => {
                    push(Some(name), &[("pointer", pointer), ("rule", rule), ("message", message)]);
                }
                None => push(Some(name), &[("message", message)]),
            }),
        }
    }
}

/// What is wrong, with what was found instead.
struct Told<'a>(&'a Violation);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        self.0.found.map_or(Ok(()), |found| write!(f, ", found {found}"))
    }
}

/// As one sentence: ``path parameter `id`: expected an integer (i32), got `x7` ``.
impl fmt::Display for ParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { name, location, problem } = &*self.0;
        match problem {
            Problem::Members { members, .. } => {
                let told = members.iter().map(|Wrong { name, message, .. }| {
                    let separator = if message.starts_with("is ") { " " } else { ": " };
                    format!("{location} parameter `{name}`{separator}{message}")
                });
                return listed(f, told);
            }
            _ if *location == "body" && name.starts_with('/') => write!(f, "body {name}")?,
            _ if *location == "body" => write!(f, "body")?,
            _ => write!(f, "{location} parameter `{name}`")?,
        }
        match problem {
            Problem::Missing => write!(f, " is missing"),
            Problem::Invalid { message } => write!(f, ": {message}"),
            Problem::Internal { reason } => write!(f, ": {reason}"),
            Problem::Violations(violations) => {
                f.write_str(": ")?;
                listed(
                    f,
                    violations.iter().map(|violation| {
                        let space = if violation.pointer.is_empty() { "" } else { " " };
                        format!("{}{space}{}", violation.pointer, Told(violation))
                    }),
                )
            }
            Problem::Members { .. } => Ok(()), // returned above
        }
    }
}

/// The first few: the rest is in the problem's members.
fn listed(f: &mut fmt::Formatter<'_>, mut items: impl Iterator<Item = String>) -> fmt::Result {
    let first: Vec<_> = items.by_ref().take(3).collect();
    f.write_str(&first.join("; "))?;
    match items.count() {
        0 => Ok(()),
        more => write!(f, "; and {more} more"),
    }
}

impl std::error::Error for ParameterError {}

/// A handler that takes it as the error of a `Result` may give it back with `?`.
impl HttpError for ParameterError {
    const STATUSES: &'static [u16] = &[400, 422, 500];

    fn public(&self) -> Option<(HttpStatus, String)> {
        self.reason().is_none().then(|| (self.status(), self.to_string()))
    }
}

inventory::submit! { ErrorMapping::of_type::<ParameterError>() }

/// Bytes of the detail of a refusal in JSON, however many arguments are wrong.
const LONGEST_DETAIL: usize = 8 * 1024;

/// Bytes of the list of errors in JSON; the first is always told.
const MOST_ERRORS: usize = 40 * 1024;

/// The errors of a request's arguments, reported together.
#[derive(Debug, Default)]
pub struct Errors(Vec<ParameterError>);

/// Says that an error was handed to [`Errors`]; nobody ever sees it, since `check` comes first.
#[derive(Debug)]
pub struct Reported;

impl Errors {
    /// None so far.
    #[must_use]
    pub const fn new() -> Self {
        Errors(Vec::new())
    }

    #[cold]
    pub(crate) fn report(&mut self, error: ParameterError) -> Reported {
        self.0.push(error);
        Reported
    }

    /// # Errors
    /// One `Invalid` that names them all.
    pub fn check(self) -> Result<(), Invalid> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_invalid()) }
    }

    #[cold]
    fn into_invalid(self) -> Invalid {
        if let Some(reason) = self.0.iter().find_map(ParameterError::reason) {
            return Invalid::internal(reason.to_owned());
        }
        let status = self.0.iter().map(ParameterError::status).min().unwrap_or(HttpStatus::BAD_REQUEST);
        let mut detail = self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        cut(&mut detail, LONGEST_DETAIL);
        let mut errors = Vec::new();
        self.0.iter().for_each(|error| error.write(&mut errors));
        let (mut length, mut is_first) = (0, true);
        errors.retain(|error| {
            length += error.to_string().len();
            std::mem::take(&mut is_first) || length <= MOST_ERRORS
        });
        Invalid::new(status, detail).with_value("errors".to_owned(), errors.into())
    }
}

impl From<Reported> for Invalid {
    fn from(_: Reported) -> Self {
        Invalid::internal("an argument failed without an error: a bug of the framework")
    }
}

/// A visitor's text in a message: escaped, at most 64 characters.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.chars();
        for character in rest.by_ref().take(64) {
            write!(f, "{}", character.escape_debug())?;
        }
        if rest.next().is_some() { write!(f, "…") } else { Ok(()) }
    }
}
