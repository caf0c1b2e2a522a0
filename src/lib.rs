//! A web framework in which a handler's signature is the API.
//!
//! Annotate a function: its arguments become the parameters, its return type the response, and routing, validation, error
//! answers and an OpenAPI document follow from them.
//!
//! ```no_run
//! use framework::prelude::*;
//!
//! /// A book of the library.
//! #[derive(Bean)]
//! struct Book {
//!     id: u32,
//!     #[bean(length(1..=200))]
//!     title: String,
//! }
//!
//! /// Finds a book; `None` is a 404.
//! #[get_mapping("/books/<id>")]
//! fn find(id: u32, title: Option<&str>) -> Option<Book> {
//!     (id == 7).then(|| Book { id, title: title.unwrap_or("Seven").to_owned() })
//! }
//!
//! /// Adds a book.
//! #[post_mapping("/books")]
//! async fn add(book: Book) -> Created<Book> {
//!     Created::at(format!("/books/{}", book.id), book)
//! }
//!
//! fn main() -> framework::Result<()> {
//!     App::new().run() // http://127.0.0.1:8550, and /docs there
//! }
//! ```
//!
//! The guide is the folder `docs` of the repository. These pages say of each item what it takes, its limits and its
//! errors:
//!
//! | for | see |
//! | --- | --- |
//! | the application | [`App`]; [`Server`], [`Listener`] when it runs; [`StartError`] when it does not |
//! | routes | [`macro@controller`], [`macro@get_mapping`] and the others of its kind, [`macro@request_mapping`], [`link!`] |
//! | arguments | [`FromRequest`], [`Parameter`](macro@Parameter), [`Guard`], [`State`], [`Extension`], [`RequestHead`], [`Body`], [`Cookies`], `Session`, `UploadedFile`, `Multipart` |
//! | data | [`Bean`](macro@Bean), [`Violation`] |
//! | answers | [`IntoResponse`], [`HtmlResponse`], [`JsonResponse`], [`FileResponse`], [`RedirectResponse`] …, [`Created`], [`Status`], [`Sse`], [`prefixed!`] |
//! | refusals | [`Invalid`], [`HttpError`](macro@HttpError), [`macro@invalid_handler`] |
//! | connections | [`macro@socket_mapping`], [`Socket`], [`macro@websocket_mapping`], `WebSocket`, `Broadcast`, [`StopToken`] |
//! | files | [`Assets`], [`resources!`] |
//! | settings | [`Settings`](macro@Settings), [`SettingValue`](macro@SettingValue), [`KEYS`] |
//! | tests | [`App::test`], [`TestApp`], [`TestRequest`], [`TestResponse`] |
//!
//! What needs a feature: `Session` needs `sessions`, `UploadedFile` and `Multipart` `multipart` (on by default), `WebSocket`
//! and `Broadcast` `ws`, `Tls` `tls`, `SignedCookies` and `PrivateCookies` `cookies-secure`. `full` is all of them.
#![forbid(unsafe_code)]

pub use framework_core::*;
// By their names, too: without the feature, the compiler then says of an import which one it needs.
#[cfg(feature = "ws")]
pub use framework_core::{
    Broadcast, InvalidCloseCode, Message, Receivable, Sendable, Sending, SentAs, TestWebSocket, Verdict, WebSocket,
    WebSocketError, WebSocketQueue, WebSocketReceiver, WebSocketSender,
};
#[cfg(feature = "openapi")]
pub use framework_core::{Change, Conformance, Contract};
#[cfg(feature = "tls")]
pub use framework_core::{ClientAuthorities, ClientCertificate, Tls, TlsVersion, rustls};
#[cfg(feature = "cookies-secure")]
pub use framework_core::{CookieKey, PrivateCookies, ShortSecret, SignedCookies};
#[cfg(feature = "sessions")]
pub use framework_core::{MemoryStore, Session, SessionChange, SessionChanges, SessionId, SessionRecord, SessionStore};
#[cfg(feature = "multipart")]
pub use framework_core::{Multipart, Part, TestPart, UploadReader, UploadedFile};
pub use framework_macros::*;

/// What nearly every program uses: `use framework::prelude::*;`.
pub mod prelude {
    #[cfg(feature = "sessions")]
    pub use framework_core::Session;
    pub use framework_core::{
        Accepted, App, Assets, Body, ByteSize, ByteStream, BytesResponse, Context, Cookie, Cookies, Created,
        Description, Disconnected, Drain, Event, Extension, FileResponse, FromParameter, FromPrefix, FromRequest,
        Guard, HtmlResponse, HttpStatus, IntoResponse, Invalid, JsonResponse, NdJson, Next, NoContent, ParameterError,
        PeerAddress, PlainTextResponse, Prefixed, RedirectResponse, Request, RequestHead, Response, Rest, SettingValue,
        Shutdown, Socket, Sse, State, Status, StatusResponse, StopReason, StopToken, Suffixes, Switch, http,
        http::{HeaderMap, Method, Uri},
        serde_json, tokio, urls,
    };
    #[cfg(feature = "ws")]
    pub use framework_core::{Broadcast, Message, WebSocket, WebSocketError};
    #[cfg(feature = "tls")]
    pub use framework_core::{ClientCertificate, Tls};
    #[cfg(feature = "cookies-secure")]
    pub use framework_core::{CookieKey, PrivateCookies, SignedCookies};
    #[cfg(feature = "multipart")]
    pub use framework_core::{Multipart, UploadedFile};
    pub use framework_macros::{
        Bean, HttpError, Parameter, SettingValue, Settings, api, blocking, controller, delete_mapping, get_mapping,
        head_mapping, invalid_handler, options_mapping, patch_mapping, path_constraint, post_mapping, prefixed,
        put_mapping, request_mapping, resources, response_prefix, socket_mapping, websocket_mapping,
    };
}

/// The guide, whose code is compiled and run with the documentation tests.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/getting-started.md")]
    struct GettingStarted;
    #[doc = include_str!("../docs/components.md")]
    struct Components;
    #[doc = include_str!("../docs/routes.md")]
    struct Routes;
    #[cfg_attr(feature = "cookies-secure", doc = include_str!("../docs/parameters.md"))]
    struct Parameters;
    #[doc = include_str!("../docs/beans.md")]
    struct Beans;
    #[cfg_attr(feature = "multipart", doc = include_str!("../docs/uploads.md"))]
    struct Uploads;
    #[doc = include_str!("../docs/returning.md")]
    struct Returning;
    #[doc = include_str!("../docs/files.md")]
    struct Files;
    #[doc = include_str!("../docs/streams.md")]
    struct Streams;
    #[doc = include_str!("../docs/sockets.md")]
    struct Sockets;
    #[cfg_attr(feature = "ws", doc = include_str!("../docs/websockets.md"))]
    struct WebSockets;
    #[doc = include_str!("../docs/own-types.md")]
    struct OwnTypes;
    #[doc = include_str!("../docs/errors.md")]
    struct Errors;
    #[doc = include_str!("../docs/guards.md")]
    struct Guards;
    #[doc = include_str!("../docs/authentication.md")]
    struct Authentication;
    #[cfg_attr(feature = "sessions", doc = include_str!("../docs/sessions.md"))]
    struct Sessions;
    #[cfg_attr(feature = "openapi", doc = include_str!("../docs/openapi.md"))]
    struct OpenApi;
    #[cfg_attr(feature = "openapi", doc = include_str!("../docs/contract.md"))]
    struct Contract;
    #[doc = include_str!("../docs/configuration.md")]
    struct Configuration;
    #[cfg_attr(feature = "ws", doc = include_str!("../docs/testing.md"))]
    struct Testing;
    #[doc = include_str!("../docs/recipes.md")]
    struct Recipes;
    #[doc = include_str!("../docs/middleware.md")]
    struct Middleware;
    #[cfg_attr(feature = "tls", doc = include_str!("../docs/tls.md"))]
    struct Tls;
    #[doc = include_str!("../docs/logging.md")]
    struct Logging;
    #[doc = include_str!("../docs/deploying.md")]
    struct Deploying;
    #[doc = include_str!("../docs/migrating.md")]
    struct Migrating;
    #[doc = include_str!("../docs/from-ihttpcore.md")]
    struct FromIHttpCore;
}
