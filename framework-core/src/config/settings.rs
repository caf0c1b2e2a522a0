//! The settings in force, as the framework reads them.

use std::{net::IpAddr, path::PathBuf, time::Duration};

use super::{CorsSettings, Profile, TrustedProxies, keys, value};

/// The settings in force, as read from all layers: in [`Context`](crate::Context).
#[derive(Debug, Clone)]
pub struct Settings {
    /// `http.*`.
    pub http: HttpSettings,
    /// `session.*`.
    pub session: SessionSettings,
    /// `log.*`: what `run()` logs, and how.
    pub log: LogSettings,
}

/// `http.*`: listening, limits, formats.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// `http.address`: where to listen when the program names no listener.
    pub address: IpAddr,
    /// `http.port`: 0 lets the system choose.
    pub port: u16,
    /// `http.workers`: threads that `run()` serves with.
    pub workers: usize,
    /// `http.runtime`: how `run()` spreads requests over its threads.
    pub runtime: Runtime,
    /// `http.target_limit`: bytes of a request's target; more is a 414.
    pub target_limit: usize,
    /// `http.header_limit`: bytes of a request's head; more is a 431.
    pub header_limit: usize,
    /// `http.header_count`: header fields of a request; more is a 431.
    pub header_count: usize,
    /// `http.body_limit`: bytes of a request's body; more is a 413.
    pub body_limit: u64,
    /// `http.request_timeout`: how long a handler may take; `Duration::MAX` is any time.
    pub request_timeout: Duration,
    /// `http.form_fields`: fields of a form; more are a 413.
    pub form_fields: usize,
    /// `http.multipart.*`.
    pub multipart: MultipartSettings,
    /// `http.websocket.*`.
    pub websocket: WebSocketSettings,
    /// `http.header_timeout`: how long a request's head may take from its first byte, and the first byte of a connection.
    pub header_timeout: Duration,
    /// `http.body_timeout`: how long a body may be silent while it is waited for; then it is a 408.
    pub body_timeout: Duration,
    /// `http.idle_timeout`: how long a connection may wait for its next request.
    pub idle_timeout: Duration,
    /// `http.write_timeout`: how long the other end may read nothing of what waits for it.
    pub write_timeout: Duration,
    /// `http.tls_timeout`: how long a TLS handshake may take.
    pub tls_timeout: Duration,
    /// `http.tls_certificate`: the file of a certificate, where the program names no listener.
    pub tls_certificate: Option<PathBuf>,
    /// `http.tls_key`: the file of its key.
    pub tls_key: Option<PathBuf>,
    /// `http.h2`: whether HTTP/2 is offered on TLS.
    pub h2: bool,
    /// `http.h2c`: whether HTTP/2 is spoken in clear with whoever begins with it.
    pub h2c: bool,
    /// `http.h2_streams`: requests under way on a connection of HTTP/2; more are refused.
    pub h2_streams: u32,
    /// `http.h2_resets`: requests that a connection of HTTP/2 may give up beyond those that it lets be answered.
    pub h2_resets: usize,
    /// `http.h2_ping`: how long a connection of HTTP/2 may be silent before it is asked for a sign of life.
    pub h2_ping: Duration,
    /// `http.h2_ping_timeout`: how long it may take to give one.
    pub h2_ping_timeout: Duration,
    /// `http.minimum_rate`: bytes a second that a body or a reader must keep up over 30 s, while bytes are due; 0 is any.
    pub minimum_rate: u64,
    /// `http.max_connections`: connections in all; more are refused with 503. At most four fifths of the descriptors.
    pub max_connections: usize,
    /// `http.max_connections_per_address`: connections from one address, or its requests under way behind a trusted
    /// proxy; more are refused with 429.
    pub max_connections_per_address: Option<usize>,
    /// `http.health`: whether `/health/live` and `/health/ready` are served.
    pub health: bool,
    /// `http.drain_delay`: how long a stopping server goes on taking requests, while its readiness is false already.
    pub drain_delay: Duration,
    /// `http.drain`: how long a stopping server waits for requests under way.
    pub drain: Duration,
    /// `http.docs`: whether `/openapi.json` is served.
    pub docs: bool,
    /// `http.trailing_slash`: what `/a/` is where only `/a` is a route.
    pub trailing_slash: TrailingSlash,
    /// `http.security_headers`: whether responses tell browsers what not to do with them.
    pub security_headers: bool,
    /// `http.trusted_proxies`: whose word on the sender of a request counts.
    pub trusted_proxies: TrustedProxies,
    /// `http.request_id`: whether requests have ids, and whose are taken.
    pub request_id: RequestIds,
    /// `http.access_log`: whether every request is logged.
    pub access_log: AccessLog,
    /// `http.cors.*`.
    pub cors: CorsSettings,
    /// `http.compression`: whether responses are compressed.
    pub compression: bool,
    /// `http.compression_min_size`: bytes of the smallest body that is compressed.
    pub compression_min_size: u64,
    /// `http.files_root`: the folder in which `$file:` and `FileResponse::new` find files.
    pub files_root: PathBuf,
    /// `http.server_header`: the `Server` field of every response that does not set its own.
    pub server_header: Option<http::HeaderValue>,
    /// `http.date_format`: how a returned `NaiveDate` is written, and how a parameter may be besides ISO 8601.
    pub date_format: String,
    /// `http.time_format`: how a returned `NaiveTime` is written, and how a parameter may be besides ISO 8601.
    pub time_format: String,
    /// `http.datetime_format`: how a returned `NaiveDateTime` is written, and how a parameter may be besides ISO 8601.
    pub datetime_format: String,
    /// `http.zoned_datetime_format`: how a returned `DateTime<Tz>` is written, and how a parameter may be besides ISO 8601.
    pub zoned_datetime_format: String,
}

/// `http.multipart.*`: how much a multipart form may hold.
#[derive(Debug, Clone)]
pub struct MultipartSettings {
    /// `http.multipart.file_limit`: bytes of a file; more are a 413.
    pub file_limit: u64,
    /// `http.multipart.part_limit`: parts of a form; more are a 413.
    pub part_limit: usize,
    /// `http.multipart.total_limit`: bytes of a form with all its files; more are a 413.
    pub total_limit: u64,
    /// `http.multipart.spill`: bytes of all files of a form that are kept in memory; the rest is in a temporary file.
    pub spill: usize,
}

/// `http.websocket.*`: who may open WebSockets, and how much comes through them.
#[derive(Debug, Clone)]
pub struct WebSocketSettings {
    /// `http.websocket.h2`: whether they are opened over HTTP/2, too.
    pub h2: bool,
    /// `http.websocket.origins`: the other sites whose pages may open one.
    pub origins: Vec<String>,
    /// `http.websocket.message_limit`: bytes of a message; more close it with 1009.
    pub message_limit: usize,
    /// `http.websocket.frame_limit`: bytes of a frame; more close it with 1009.
    pub frame_limit: usize,
    /// `http.websocket.ping`: how long the other end may be silent before it is asked, and then until it is given up.
    pub ping: Duration,
}

/// `session.*`: what a session is called, and how long it lives.
#[derive(Debug, Clone)]
pub struct SessionSettings {
    /// `session.cookie`: the name of its cookie; none where it depends on the connection.
    pub cookie: Option<String>,
    /// `session.idle`: how long it lives without a request that asks for it.
    pub idle: Duration,
    /// `session.absolute`: how long it lives at most.
    pub absolute: Duration,
    /// `session.origins`: the other sites whose requests may change something with it.
    pub origins: Vec<String>,
}

/// How `run()` spreads requests over its threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// Any thread takes what there is to do: a request that keeps one busy holds up no other.
    WorkStealing,
    /// Each thread has connections of its own: a little less work for each request, where all are alike.
    PerCore,
}

impl Runtime {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "work-stealing" => Some(Runtime::WorkStealing),
            "per-core" => Some(Runtime::PerCore),
            _ => None,
        }
    }
}

impl SessionSettings {
    /// The name of the cookie on a connection, with TLS or without.
    #[cfg(feature = "sessions")]
    pub(crate) fn cookie_name(&self, is_secure: bool) -> &str {
        self.cookie.as_deref().unwrap_or(if is_secure { "__Host-session" } else { "session" })
    }
}

/// What a path with a trailing slash is where only the path without it is a route's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrailingSlash {
    /// Another path: not found.
    Strict,
    /// Redirected to the path without it (308).
    Redirect,
    /// The same path.
    Ignore,
}

impl TrailingSlash {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "strict" => Some(TrailingSlash::Strict),
            "redirect" => Some(TrailingSlash::Redirect),
            "ignore" => Some(TrailingSlash::Ignore),
            _ => None,
        }
    }
}

/// Whether requests have ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestIds {
    /// No.
    Off,
    /// Yes; that of a trusted proxy is taken, any other is replaced.
    On,
    /// Yes; whoever sends one is believed.
    Any,
}

impl RequestIds {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "any" => Some(RequestIds::Any),
            switch => value::switch(switch).map(|on| if on { RequestIds::On } else { RequestIds::Off }),
        }
    }
}

/// Whether every request is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessLog {
    /// No.
    Off,
    /// Yes, with its path.
    On,
    /// Yes, with its path and its query string.
    Query,
}

impl AccessLog {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "query" => Some(AccessLog::Query),
            switch => value::switch(switch).map(|on| if on { AccessLog::On } else { AccessLog::Off }),
        }
    }
}

/// `log.*`.
#[derive(Debug, Clone)]
pub struct LogSettings {
    /// `log.level`: the least severe level that `run()` prints.
    pub level: tracing::level_filters::LevelFilter,
    /// `log.format`: how `run()` prints it.
    pub format: LogFormat,
    /// `log.colour`: whether `run()` prints a text in colour.
    pub colour: bool,
    /// `log.banner`: whether a debug build tells its routes at start.
    pub banner: bool,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object on each line.
    Json,
}

impl LogFormat {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "text" => Some(LogFormat::Text),
            "json" => Some(LogFormat::Json),
            _ => None,
        }
    }
}

/// The defaults of the profile that the build belongs to.
impl Default for Settings {
    fn default() -> Self {
        keys::defaults(&Profile::default())
    }
}
