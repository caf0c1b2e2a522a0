//! The run-time half of `framework`: conversions, routing, pipeline, server.
//!
//! Programs use it through the facade, `framework`. The modules form five groups; each uses its own and those
//! before it: vocabulary (request, response, body, invalid, schema, configuration), conversions (beans, extraction,
//! return), routing, pipeline, and what touches the outside (server, testing).

#![forbid(unsafe_code)]

// 1 vocabulary
mod body;
mod config;
mod context;
mod cookie;
#[cfg(feature = "cookies-secure")]
mod cookie_key;
mod heads;
mod invalid;
mod panics;
mod prefixes;
mod request;
mod resources;
// The document alone reads all of it.
#[cfg_attr(not(feature = "openapi"), allow(dead_code, unused_imports))]
mod schema;
#[cfg(feature = "sessions")]
mod session;
mod status;
pub mod stream;
mod takeover;
mod urls;
mod watch;
// 2 conversions
mod bean;
mod extract;
mod files;
#[cfg(feature = "multipart")]
mod multipart;
mod respond;
mod switching;
#[cfg(feature = "ws")]
mod websocket;
// 3 routing
mod registry;
mod route;
mod router;
// 4 pipeline
mod application;
mod around;
mod checks;
#[cfg(feature = "openapi")]
mod contract;
mod controllers;
mod front;
mod health;
mod listener;
mod middleware;
mod near_misses;
#[cfg(feature = "openapi")]
mod openapi;
mod provide;
mod selection;
mod service;
mod start_error;
#[cfg(feature = "tls")]
mod tls;
#[cfg(feature = "ws")]
mod websocket_queue;
// 5 outside
mod server;
mod testing;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use application::App;
pub use around::Next;
pub use bean::{At, IntoViolations, Json, JsonBody, JsonKey, Presence, Violation};
pub use body::Body;
pub use config::{
    AccessLog, Allowed, ByteSize, CorsSettings, HttpSettings, IpNetwork, KEYS, Key, LogFormat, LogSettings,
    MultipartSettings, RequestIds, Runtime, SessionSettings, SettingProblem, SettingValue, Settings, SettingsClaim,
    Source, TrailingSlash, TrustedProxies, WebSocketSettings,
};
pub use context::Context;
#[cfg(feature = "openapi")]
pub use contract::{Change, Contract};
pub use cookie::{Cookie, IntoCookie, SameSite};
#[cfg(feature = "cookies-secure")]
pub use cookie_key::{CookieKey, ShortSecret};
pub use extract::{
    Disconnected, Errors, Extension, FromParameter, FromRequest, Guard, Kind, Loaded, Needs, Parameter, ParameterError,
    PeerAddress, Place, Request, Rest, State,
};
#[cfg(feature = "cookies-secure")]
pub use extract::{PrivateCookies, SignedCookies};
pub use files::Assets;
pub use invalid::{HttpError, IntoInvalid, Invalid, InvalidHandler, OfInvalid};
pub use listener::Listener;
pub use middleware::Endpoint;
#[cfg(feature = "multipart")]
pub use multipart::{Multipart, Part, UploadReader, UploadedFile};
pub use prefixes::{Claim, Prefix, TextNeed, TextUse};
#[cfg(feature = "tls")]
pub use request::ClientCertificate;
pub use request::{Cookies, OnDisconnect, RequestHead, RouteInfo, Terms};
pub use resources::{ResourceFiles, ResourceFolder, ResourceProblem};
pub use respond::{
    Accepted, ByteStream, BytesResponse, Content, Created, Event, FileResponse, FromPrefix, HtmlResponse, IntoBytes,
    IntoEvent, IntoLine, IntoResponse, JsonResponse, NdJson, NoContent, NoStatus, PlainTextResponse, Prefixed,
    Prefixing, RedirectResponse, Sse, Status, StatusResponse, Suffixes, Text,
};
pub use route::{Link, PathConstraint};
pub use router::{Explanation, MissReason, NearMiss, RouteProblem};
pub use schema::{BodyDescription, Description, ParameterDescription, ResponseDescription, Schema, Schemas, Security};
pub use server::{Drain, ListenerInfo, ListenerState, Protocol, Server, StopReport, UnknownListener};
pub use service::{Answer, Service};
#[cfg(feature = "sessions")]
pub use session::{MemoryStore, Session, SessionChange, SessionChanges, SessionId, SessionRecord, SessionStore};
pub use start_error::{StartError, StartProblem};
pub use status::{HttpStatus, InvalidStatus};
pub use switching::{Negotiated, SocketEnd, Switch};
pub use takeover::{ListenerId, Shutdown, Socket, StopReason, StopToken};
#[cfg(feature = "openapi")]
pub use testing::Conformance;
#[cfg(feature = "multipart")]
pub use testing::TestPart;
#[cfg(feature = "ws")]
pub use testing::TestWebSocket;
pub use testing::{
    HasClient, Outcome, TestApp, TestEvent, TestProblem, TestRequest, TestResponse, TestSocket, TestStream,
    TestUpgrade, TestViolation, TypedCall,
};
#[cfg(feature = "tls")]
pub use tls::{ClientAuthorities, Tls, TlsVersion};
pub use urls::{HasUrls, Sent, Url, urls};
#[cfg(feature = "ws")]
pub use websocket::{
    Broadcast, InvalidCloseCode, Message, Receivable, Sendable, Sending, SentAs, WebSocket, WebSocketError,
    WebSocketReceiver, WebSocketSender,
};
#[cfg(feature = "ws")]
pub use websocket_queue::{Verdict, WebSocketQueue};

pub use bytes;
pub use chrono;
pub use http;
pub use inventory;
#[cfg(feature = "tls")]
pub use rustls;
pub use serde;
pub use serde_json;
pub use tokio;

/// A response: what a handler's value becomes.
pub type Response = http::Response<Body>;

/// Any error that can cross threads.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A boxed future that can cross threads.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What `main` returns. A handler returns a `Result<T, Invalid>`, or one of an error of its own.
pub type Result<T, E = StartError> = std::result::Result<T, E>;
