//! What a handler's argument is called on the wire, and where it comes from.

use super::Kind;

/// One argument of a handler, as the macro read it.
#[derive(Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it is to be found.
    pub place: Place,
    /// The default as JSON, where it is a literal; for documentation.
    pub default: Option<&'static str>,
    /// Its documentation comment.
    pub documentation: &'static str,
}

/// Where the macro says that an argument comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing says so: its kind decides.
    Inferred,
    /// The pattern captures it.
    Path,
    /// All that the pattern captures: for a bean.
    Captures,
    /// The query string.
    Query,
    /// A header field.
    Header,
    /// A cookie.
    Cookie,
    /// A form in the body: a field of it, or all of it for a bean.
    Form,
    /// A part of a multipart form in the body.
    Part,
    /// What a JSON pointer (RFC 6901) names in the JSON body; the empty one names all of it.
    Json(&'static str),
    /// The body: raw for a scalar, by its media type for a bean.
    Body,
    /// A value of the session.
    Session,
    /// The first of body, query string, path, cookies and header fields that has it.
    Auto,
}

/// Where an argument is in fact taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// A capture of the path.
    Path,
    /// All captures of the path.
    Captures,
    /// The query string.
    Query,
    /// A header field.
    Header,
    /// A cookie.
    Cookie,
    /// A form in the body.
    Form,
    /// A part of a multipart form in the body.
    Part,
    /// The JSON body, or what a pointer names in it.
    Json(&'static str),
    /// The raw body.
    Body,
    /// The body, by its media type.
    Data,
    /// A value of the session.
    Session,
    /// The first place that has it.
    Auto,
    /// The request as a whole.
    Request,
}

impl Source {
    /// The whole rule: the attribute first, then the kind, then whether the method has a body.
    pub(crate) const fn of(place: Place, kind: Kind, method_has_body: bool) -> Source {
        match (place, kind) {
            (_, Kind::Request | Kind::Nothing) => Source::Request,
            (Place::Part, _) | (_, Kind::File) => Source::Part,
            (Place::Path, _) => Source::Path,
            (Place::Captures, _) => Source::Captures,
            (Place::Query, _) | (Place::Inferred, Kind::Scalar) => Source::Query,
            (Place::Header, _) => Source::Header,
            (Place::Cookie, _) => Source::Cookie,
            (Place::Form, _) => Source::Form,
            (Place::Json(pointer), _) => Source::Json(pointer),
            (Place::Session, _) => Source::Session,
            (Place::Auto, _) => Source::Auto,
            (Place::Body, Kind::Scalar) => Source::Body,
            (Place::Inferred, Kind::Bean | Kind::Document) if !method_has_body => Source::Query,
            (Place::Body | Place::Inferred, Kind::Bean) => Source::Data,
            (Place::Body | Place::Inferred, Kind::Document) => Source::Json(""),
        }
    }

    /// As OpenAPI and the errors call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Source::Path | Source::Captures => "path",
            Source::Query => "query",
            Source::Header => "header",
            Source::Cookie => "cookie",
            Source::Form | Source::Part => "form",
            Source::Body | Source::Data | Source::Json(_) => "body",
            Source::Session => "session",
            Source::Auto | Source::Request => "request",
        }
    }

    /// Whether a refused value may be shown to the caller: never a header's or a body's.
    pub(super) fn shows_value(self) -> bool {
        matches!(self, Source::Path | Source::Captures | Source::Query)
    }
}
