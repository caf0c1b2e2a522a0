//! What a route needs before its arguments can be made, known at compile time.

use super::{FromRequest, Kind, Place, Source, Take};

/// A set of needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs(u16);

impl Needs {
    /// Nothing: the head is enough.
    pub const NONE: Needs = Needs(0);
    /// The body, read whole.
    pub const BODY: Needs = Needs(1);
    /// The body, and no other argument may have it.
    pub const SOLE: Needs = Needs(2);
    /// A body that says it is JSON, or what else is needed.
    pub const JSON: Needs = Needs(4);
    /// A body that says it is a form, or what else is needed.
    pub const FORM: Needs = Needs(8);
    /// The body, unread.
    pub const STREAM: Needs = Needs(16);
    /// A body that says it is a multipart form, or what else is needed.
    pub const MULTIPART: Needs = Needs(64);
    /// The session, loaded.
    pub const SESSION: Needs = Needs(128);
    /// The application's settings and components, in the request's head.
    pub const CONTEXT: Needs = Needs(32);
    /// A token that says when the client is gone.
    pub(crate) const DISCONNECTED: Needs = Needs(512);
    /// A pattern that captures the members of a bean: looked at before the start.
    pub(crate) const CAPTURES: Needs = Needs(256);
    /// The connection that the request came over, in the request's head.
    pub(crate) const LINE: Needs = Needs(1024);
    /// The connection itself, as it is.
    pub(crate) const SOCKET: Needs = Needs(2048);
    /// The connection itself, as a WebSocket.
    pub(crate) const WEB_SOCKET: Needs = Needs(4096);
    /// Nothing yet, in a route by which a connection is taken over.
    pub const TAKES_OVER: Needs = Needs(1024 | 8192);
    /// Nothing yet, in a route by which a connection becomes a WebSocket.
    pub const UPGRADES: Needs = Needs(1024 | 16384);
    /// Files, which a multipart form alone brings.
    pub(crate) const FILES: Needs = Needs(32768);
    /// Both kinds of sockets.
    const SOCKETS: Needs = Needs::SOCKET.and(Needs::WEB_SOCKET);

    /// Both.
    #[must_use]
    pub const fn and(self, other: Needs) -> Needs {
        Needs(self.0 | other.0)
    }

    /// Whether all of `other` is in it.
    #[must_use]
    pub const fn has(self, other: Needs) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a synchronous handler can be called at once.
    pub(crate) const fn is_ready(self) -> bool {
        self.0 & (Needs::BODY.0 | Needs::SESSION.0 | Needs::LINE.0) == 0
    }

    const fn has_any(self, other: Needs) -> bool {
        self.0 & other.0 != 0
    }

    /// Which media types are needed.
    pub(crate) const fn formats(self) -> Needs {
        let without_files = if self.has(Needs::FILES) { 0 } else { Needs::JSON.0 | Needs::FORM.0 };
        Needs(self.0 & (without_files | Needs::MULTIPART.0))
    }

    /// Whether two arguments can be made of one body.
    const fn shares(self, other: Needs) -> bool {
        let (mine, others) = (self.formats().0, other.formats().0);
        !self.has(Needs::SOLE) && !other.has(Needs::SOLE) && (mine == others || mine == 0 || others == 0)
    }

    /// What taking a value from a source needs.
    const fn of(source: Source) -> Needs {
        match source {
            Source::Body => Needs::BODY.and(Needs::SOLE),
            Source::Data if cfg!(feature = "multipart") => {
                Needs::BODY.and(Needs::SOLE).and(Needs::JSON).and(Needs::FORM).and(Needs::MULTIPART)
            }
            Source::Data => Needs::BODY.and(Needs::SOLE).and(Needs::JSON).and(Needs::FORM),
            Source::Json(_) => Needs::BODY.and(Needs::JSON),
            Source::Form => Needs::BODY.and(Needs::FORM),
            Source::Part => Needs::BODY.and(Needs::MULTIPART),
            Source::Session => Needs::SESSION,
            Source::Auto => Needs::BODY,
            Source::Captures => Needs::CAPTURES,
            Source::Path | Source::Query | Source::Header | Source::Cookie | Source::Request => Needs::NONE,
        }
    }
}

/// What an argument of type `T` needs.
///
/// The one place in generated code that demands the bound, so that a type without it gives one error.
///
/// # Panics
/// At compile time, as [`needs_by`].
#[must_use]
#[track_caller]
pub const fn needs_of<T: FromRequest<'static>>(_: Take<T>, place: Place, method_has_body: bool) -> Needs {
    needs_by(place, T::KIND, T::NEEDS, method_has_body)
}

/// What an argument of a kind needs: where a second mapping of the same function demands its bound.
///
/// # Panics
/// At compile time, when a bean is to be made of one text.
#[must_use]
#[track_caller]
pub const fn needs_by(place: Place, kind: Kind, needs: Needs, method_has_body: bool) -> Needs {
    assert!(
        !matches!(kind, Kind::Nothing),
        "a list has texts, beans, maps or files; take one of lists or of options as `serde_json::Value`, or as a member of a bean"
    );
    assert!(
        !matches!(
            (place, kind),
            (Place::Path | Place::Header | Place::Cookie | Place::Auto, Kind::Bean | Kind::Document)
        ),
        "a bean cannot be read from one text; take its members as arguments"
    );
    assert!(
        !matches!((place, kind), (Place::Form | Place::Captures, Kind::Document)),
        "only what has named members can be read from a form or a path: a bean or a map"
    );
    assert!(
        !matches!((place, kind), (Place::Captures, Kind::Scalar)),
        "the pattern captures nothing of this name; write `<name>` in it, or drop `#[path]`"
    );
    assert!(
        !matches!((place, kind), (Place::Part, Kind::Bean | Kind::Document)),
        "a bean is made of all parts of a form; drop `#[part]`"
    );
    assert!(
        !matches!(kind, Kind::File) || matches!(place, Place::Part | Place::Inferred),
        "a file is a part of a multipart form; write `#[part]`, or nothing"
    );
    assert!(
        !matches!((place, kind), (Place::Inferred, Kind::File)) && !needs.has(Needs::FILES) || method_has_body,
        "a file comes in a body; use `#[post_mapping]`"
    );
    assert!(
        !(matches!(kind, Kind::Request) && needs.has(Needs::MULTIPART)) || method_has_body,
        "a form comes in a body; use `#[post_mapping]`"
    );
    assert!(
        !needs.has(Needs::FILES) || matches!((place, kind), (Place::Inferred | Place::Body, Kind::Bean)),
        "the bean has a file, so it is a multipart form as a whole; take it alone, without an attribute"
    );
    Needs::of(Source::of(place, kind, method_has_body)).and(needs)
}

/// Joins the needs of the arguments so far with those of one more.
///
/// # Panics
/// At compile time, when two of them consume the body.
#[must_use]
#[track_caller]
pub const fn one_body(before: Needs, argument: Needs) -> Needs {
    assert!(
        !(before.has(Needs::BODY) && argument.has(Needs::BODY)) || before.shares(argument),
        "two arguments read the body; put both into one bean"
    );
    assert!(
        !(before.has_any(Needs::SOCKETS) && argument.has_any(Needs::SOCKETS)),
        "there is one connection; drop one of the two sockets"
    );
    assert!(
        !argument.has(Needs::SOCKET) || before.has(Needs::TAKES_OVER),
        "a `Socket` is what `#[socket_mapping]` gives"
    );
    assert!(
        !argument.has(Needs::WEB_SOCKET) || before.has(Needs::UPGRADES),
        "a `WebSocket` is what `#[websocket_mapping]` gives"
    );
    before.and(argument)
}

/// Refuses a route by which a connection is taken over and nobody takes it.
///
/// # Panics
/// At compile time, when no argument is the socket.
#[track_caller]
pub const fn takes_socket(needs: Needs) {
    assert!(
        needs.has_any(Needs::SOCKETS) || !needs.has(Needs::TAKES_OVER),
        "a socket handler takes the connection; add `socket: Socket`"
    );
    assert!(needs.has_any(Needs::SOCKETS), "a socket handler takes the connection; add `socket: WebSocket`");
}
