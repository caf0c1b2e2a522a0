//! The table of all settings: the only place that knows their names, types and defaults.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal as _},
    time::Duration,
};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Utc, format::Item, format::StrftimeItems};

use crate::cookie;

use super::{
    AccessLog, Allowed, CorsSettings, HttpSettings, LogFormat, LogSettings, MultipartSettings, Profile, RequestIds,
    Runtime, SessionSettings, Settings, TrailingSlash, TrustedProxies, WebSocketSettings, value,
};

/// A setting of the framework: name, default, what it takes, and what it is for.
#[derive(Debug)]
pub struct Key {
    /// Its name, as `http.port`.
    pub name: &'static str,
    /// Its default as one would write it; for some it depends on the machine or the profile.
    pub default: &'static str,
    /// What it takes, completing "write …".
    pub allowed: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Whether it takes several values: an array in a file, otherwise separated by commas.
    pub list: bool,
    pub(super) apply: fn(&mut Settings, &str) -> Option<()>,
}

impl Key {
    /// The text of its default in a profile and on this machine: for all but four that of the table.
    pub(super) fn default_in(&self, profile: &Profile) -> String {
        match self.name {
            "http.workers" => std::thread::available_parallelism().map_or(1, |cores| cores.get().min(1024)).to_string(),
            "log.format" => if io::stderr().is_terminal() { "text" } else { "json" }.to_owned(),
            "log.colour" => if is_in_colour() { "on" } else { "off" }.to_owned(),
            "http.docs" => if profile.is_dev() { "on" } else { "off" }.to_owned(),
            _ => self.default.to_owned(),
        }
    }
}

/// As <https://no-color.org> has it.
fn is_in_colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

macro_rules! keys {
    ($($name:literal = $default:literal, $allowed:literal, $about:literal, $apply:expr $(, $list:ident)?;)*) => {
        /// Every setting, in the order in which documentation lists them.
        pub static KEYS: &[Key] =
            &[$(Key {
                name: $name,
                default: $default,
                allowed: $allowed,
                about: $about,
                list: stringify!($($list)?).len() > 0,
                apply: $apply,
            }),*];
    };
}

keys! {
    "http.address" = "127.0.0.1", "an IP address", "where to listen when the program names no listener",
        |s, v| put(&mut s.http.address, v.parse().ok());
    "http.port" = "8550", "a port, 0 to 65535 (0: the system chooses)", "the port to listen on",
        |s, v| put(&mut s.http.port, v.parse().ok());
    "http.workers" = "one per core", "a number of threads, 1 to 1024", "threads that serve requests",
        |s, v| put(&mut s.http.workers, count(v, 1024));
    "http.runtime" = "work-stealing", "`work-stealing` or `per-core`", "how requests are spread over the threads; `per-core` where all of them take little",
        |s, v| put(&mut s.http.runtime, Runtime::parse(v));
    "http.target_limit" = "8 KiB", "a size up to 60 KiB, as `8 KiB`", "longest request target; a longer one is a 414",
        |s, v| put(&mut s.http.target_limit, bounded(v, 1, 60 << 10));
    "http.header_limit" = "64 KiB", "a size from 1 KiB to 16 MiB, as `64 KiB`", "largest request head; a larger one is a 431",
        |s, v| put(&mut s.http.header_limit, bounded(v, 1 << 10, 16 << 20));
    "http.header_count" = "100", "a number, 1 to 1000", "most header fields of a request; more are a 431",
        |s, v| put(&mut s.http.header_count, count(v, 1000));
    "http.body_limit" = "2 MiB", "a size, as `2 MiB`, or `none`", "largest request body; a larger one is a 413",
        |s, v| put(&mut s.http.body_limit, limit(v));
    "http.request_timeout" = "none", "a duration, as `30s`, or `none`", "how long a handler may take; one that takes longer is a 503",
        |s, v| put(&mut s.http.request_timeout, time_limit(v));
    "http.form_fields" = "1000", "a number, 1 to 100000", "most fields of a form; more are a 413",
        |s, v| put(&mut s.http.form_fields, count(v, 100_000));
    "http.multipart.file_limit" = "16 MiB", "a size, as `16 MiB`, or `none`", "largest file of a multipart form; a larger one is a 413",
        |s, v| put(&mut s.http.multipart.file_limit, limit(v));
    "http.multipart.part_limit" = "1000", "a number, 1 to 100000", "most parts of a multipart form; more are a 413",
        |s, v| put(&mut s.http.multipart.part_limit, count(v, 100_000));
    "http.multipart.total_limit" = "64 MiB", "a size, as `64 MiB`, or `none`", "largest multipart form, all files included; a larger one is a 413",
        |s, v| put(&mut s.http.multipart.total_limit, limit(v));
    "http.multipart.spill" = "256 KiB", "a size up to 1 GiB, as `256 KiB`", "bytes of a form's files that stay in memory; the rest goes to a temporary file",
        |s, v| put(&mut s.http.multipart.spill, bounded(v, 0, 1 << 30));
    "http.websocket.h2" = "off", "`on` (with the features `http2` and `ws`) or `off`", "whether WebSockets are opened over HTTP/2, too (RFC 8441)",
        |s, v| put(&mut s.http.websocket.h2, value::switch(v).filter(|on| !on || cfg!(all(feature = "http2", feature = "ws"))));
    "http.websocket.origins" = "none", "origins as `https://app.example.org`, separated by commas, or `none`", "other sites whose pages may open WebSockets",
        |s, v| put(&mut s.http.websocket.origins, origins(v)), list;
    "http.websocket.message_limit" = "1 MiB", "a size up to 1 GiB, as `1 MiB`", "largest message of a WebSocket; a larger one closes it (1009)",
        |s, v| put(&mut s.http.websocket.message_limit, bounded(v, 1, 1 << 30));
    "http.websocket.frame_limit" = "1 MiB", "a size up to 1 GiB, as `1 MiB`", "largest frame of a WebSocket; a larger one closes it (1009)",
        |s, v| put(&mut s.http.websocket.frame_limit, bounded(v, 1, 1 << 30));
    "http.websocket.ping" = "20s", "a duration, as `20s`, or `none`", "how long a WebSocket may be silent until it is pinged, and after that until it is given up",
        |s, v| put(&mut s.http.websocket.ping, time_limit(v));
    "http.header_timeout" = "10s", "a duration, as `10s`, or `none`", "how long a request's head may take, and the first byte of a connection; then it is closed",
        |s, v| put(&mut s.http.header_timeout, time_limit(v));
    "http.body_timeout" = "30s", "a duration, as `30s`, or `none`", "how long a body may be silent while it is waited for; then it is a 408",
        |s, v| put(&mut s.http.body_timeout, time_limit(v));
    "http.idle_timeout" = "75s", "a duration, as `75s`, or `none`", "how long a connection may wait for its next request; then it is closed",
        |s, v| put(&mut s.http.idle_timeout, time_limit(v));
    "http.write_timeout" = "60s", "a duration, as `60s`, or `none`", "how long a client may read nothing of what waits for it; then the connection is cut",
        |s, v| put(&mut s.http.write_timeout, time_limit(v));
    "http.tls_timeout" = "10s", "a duration, as `10s`, or `none`", "how long a TLS handshake may take; then the connection is closed",
        |s, v| put(&mut s.http.tls_timeout, time_limit(v));
    "http.tls_certificate" = "none", "the path of a PEM file (with the feature `tls`), or `none`", "the certificate of the listener of `http.address`, with those that vouch for it; TLS alone is spoken there then",
        |s, v| put(&mut s.http.tls_certificate, pem_file(v));
    "http.tls_key" = "none", "the path of a PEM file (with the feature `tls`), or `none`", "the key of that certificate; it may be in the same file",
        |s, v| put(&mut s.http.tls_key, pem_file(v));
    "http.h2" = "on", "`on` or `off`", "whether HTTP/2 is offered on TLS (with the feature `http2`)",
        |s, v| put(&mut s.http.h2, value::switch(v));
    "http.h2c" = "off", "`on` (with the feature `http2`) or `off`", "whether HTTP/2 is spoken in clear with whoever begins with it",
        |s, v| put(&mut s.http.h2c, value::switch(v).filter(|on| !on || cfg!(feature = "http2")));
    "http.h2_streams" = "100", "a number, 1 to 10000", "most requests under way on a connection of HTTP/2; more are refused, and clients ask again",
        |s, v| put(&mut s.http.h2_streams, count(v, 10_000).and_then(|streams| streams.try_into().ok()));
    "http.h2_resets" = "100", "a number, 1 to 100000", "how many more requests a connection of HTTP/2 may give up than it lets be answered; then it is closed",
        |s, v| put(&mut s.http.h2_resets, count(v, 100_000));
    "http.h2_ping" = "20s", "a duration, as `20s`, or `none`", "how long a connection of HTTP/2 may be silent before it is asked for a sign of life",
        |s, v| put(&mut s.http.h2_ping, time_limit(v));
    "http.h2_ping_timeout" = "20s", "a duration, as `20s`", "how long it may take to give one; then it is closed",
        |s, v| put(&mut s.http.h2_ping_timeout, value::duration(v).filter(|time| !time.is_zero()));
    "http.minimum_rate" = "256", "bytes a second, as `256`, or `none`", "what a body or a reader must keep up over 30 seconds, while bytes are due",
        |s, v| put(&mut s.http.minimum_rate, if v == "none" { Some(0) } else { value::size(v) });
    "http.max_connections" = "25000", "a number, 1 or more, or `none`", "most connections, and at most four fifths of the descriptors; more are a 503",
        |s, v| put(&mut s.http.max_connections, if v == "none" { Some(usize::MAX) } else { count(v, usize::MAX - 1) });
    "http.max_connections_per_address" = "none", "a number, 1 or more, or `none`", "most connections from one address, and behind a trusted proxy most requests of one under way; more are a 429",
        |s, v| put(&mut s.http.max_connections_per_address, if v == "none" { Some(None) } else { count(v, usize::MAX).map(Some) });
    "http.health" = "off", "`on` or `off`", "whether `/health/live` and `/health/ready` are served",
        |s, v| put(&mut s.http.health, value::switch(v));
    "http.drain_delay" = "0s", "a duration, as `5s`", "how long a stopping server goes on taking requests, while `/health/ready` says 503",
        |s, v| put(&mut s.http.drain_delay, value::duration(v));
    "http.drain" = "30s", "a duration, as `30s`", "how long stopping waits for requests under way",
        |s, v| put(&mut s.http.drain, value::duration(v));
    "http.docs" = "on in dev, off in prod", "`on` or `off`", "whether `/openapi.json` and its page, `/docs`, are served",
        |s, v| put(&mut s.http.docs, value::switch(v));
    "http.trailing_slash" = "strict", "`strict`, `redirect` or `ignore`", "what `/a/` is where only `/a` is a route: not found, redirected (308), or the same",
        |s, v| put(&mut s.http.trailing_slash, TrailingSlash::parse(v));
    "http.security_headers" = "on", "`on` or `off`", "whether browsers are told what not to do with responses: guess their type, show them in frames, tell others the whole address",
        |s, v| put(&mut s.http.security_headers, value::switch(v));
    "http.trusted_proxies" = "none", "IP addresses and networks as `10.0.0.0/8`, `unix` for unix sockets, separated by commas, or `none`", "whose `Forwarded` or `X-Forwarded-*` counts for peer, scheme and host",
        |s, v| put(&mut s.http.trusted_proxies, TrustedProxies::parse(v)), list;
    "http.request_id" = "off", "`off`, `on` or `any`", "whether requests have an `x-request-id`; a trusted proxy's is taken, with `any` everybody's",
        |s, v| put(&mut s.http.request_id, RequestIds::parse(v));
    "http.access_log" = "off", "`off`, `on` or `query`", "whether every request is logged, with `query` its query string, too",
        |s, v| put(&mut s.http.access_log, AccessLog::parse(v));
    "http.cors.origins" = "none", "origins as `https://app.example.org`, separated by commas, `*`, or `none`", "other sites whose scripts may read responses",
        |s, v| put(&mut s.http.cors.origins, if v == "*" { Some(Allowed::Any) } else { origins(v).map(Allowed::These) }), list;
    "http.cors.methods" = "GET, HEAD, POST, PUT, PATCH, DELETE", "methods, separated by commas, or `*`", "methods that those scripts may use",
        |s, v| put(&mut s.http.cors.methods, Allowed::parse(v)), list;
    "http.cors.headers" = "content-type", "names of header fields, separated by commas, or `*`", "header fields that those scripts may set",
        |s, v| put(&mut s.http.cors.headers, Allowed::parse(v)), list;
    "http.cors.credentials" = "off", "`on` or `off`", "whether those scripts may send cookies; not where anything is `*`",
        |s, v| put(&mut s.http.cors.credentials, value::switch(v));
    "http.cors.max_age" = "10m", "a duration, as `10m`", "how long a browser may keep the answer whether it may ask",
        |s, v| put(&mut s.http.cors.max_age, value::duration(v));
    "http.compression" = "off", "`on` (with the feature `compression`) or `off`", "whether responses are compressed (gzip) where that is worth it",
        |s, v| put(&mut s.http.compression, value::switch(v).filter(|on| !on || cfg!(feature = "compression")));
    "http.compression_min_size" = "1 KiB", "a size, as `1 KiB`", "smallest body that is compressed",
        |s, v| put(&mut s.http.compression_min_size, value::size(v));
    "http.files_root" = "public", "a folder that exists", "folder in which `$file:` and `FileResponse::new` find files",
        |s, v| put(&mut s.http.files_root, folder(v));
    "http.server_header" = "none", "a text of visible characters, as `shop/1.0`, or `none`", "the `Server` field of every response that does not set its own",
        |s, v| put(&mut s.http.server_header, server_header(v));
    "http.date_format" = "%Y-%m-%d", "a strftime format of a date, as `%Y-%m-%d`", "how a returned date is written, and how a parameter may be besides ISO 8601",
        |s, v| put(&mut s.http.date_format, format(v, |f, out| write!(out, "{}", NaiveDate::default().format(f))));
    "http.time_format" = "%H:%M:%S", "a strftime format of a time, as `%H:%M:%S`", "how a returned time is written, and how a parameter may be besides ISO 8601",
        |s, v| put(&mut s.http.time_format, format(v, |f, out| write!(out, "{}", NaiveTime::default().format(f))));
    "http.datetime_format" = "%Y-%m-%dT%H:%M:%S", "a strftime format of a date and a time, as `%Y-%m-%dT%H:%M:%S`", "how a returned date and time is written, and how a parameter may be besides ISO 8601",
        |s, v| put(&mut s.http.datetime_format, format(v, |f, out| write!(out, "{}", NaiveDateTime::default().format(f))));
    "http.zoned_datetime_format" = "%+", "a strftime format of a date and a time with zone, as `%+` (RFC 3339)", "how a returned date and time with zone is written, and how a parameter may be besides ISO 8601",
        |s, v| put(&mut s.http.zoned_datetime_format, format(v, |f, out| write!(out, "{}", chrono::DateTime::<Utc>::default().format(f))));
    "session.cookie" = "auto", "the name of a cookie, or `auto`", "the cookie of sessions; `auto` is `__Host-session` on TLS and `session` otherwise",
        |s, v| put(&mut s.session.cookie, cookie::is_token(v).then(|| (v != "auto").then(|| v.to_owned())));
    "session.idle" = "30m", "a duration, as `30m`, or `none`", "how long a session lives without a request that asks for it",
        |s, v| put(&mut s.session.idle, time_limit(v));
    "session.absolute" = "12h", "a duration, as `12h`, or `none`", "how long a session lives at most",
        |s, v| put(&mut s.session.absolute, time_limit(v));
    "session.origins" = "none", "origins as `https://app.example.org`, separated by commas, or `none`", "other sites whose requests may change something with a session",
        |s, v| put(&mut s.session.origins, origins(v)), list;
    "log.level" = "info", "`off`, `error`, `warn`, `info`, `debug` or `trace`", "least severe level that is logged",
        |s, v| put(&mut s.log.level, v.parse().ok().filter(|_| v.parse::<usize>().is_err()));
    "log.format" = "text on a terminal, json otherwise", "`text` or `json`", "how the log is written: a line for people, or a JSON object on each line",
        |s, v| put(&mut s.log.format, LogFormat::parse(v));
    "log.colour" = "on at a terminal, unless NO_COLOR is set", "`on` or `off`", "whether a log of text and its banner are in colour",
        |s, v| put(&mut s.log.colour, value::switch(v));
    "log.banner" = "on", "`on` or `off`", "whether a debug build tells its profile, features and routes at start",
        |s, v| put(&mut s.log.banner, value::switch(v));
}

/// The settings when nobody has set any.
pub(super) fn defaults(profile: &Profile) -> Settings {
    // Nothing here is a default: each place is overwritten with what the table says.
    let mut settings = Settings {
        http: HttpSettings {
            address: std::net::Ipv4Addr::UNSPECIFIED.into(),
            port: 0,
            workers: 0,
            runtime: Runtime::WorkStealing,
            target_limit: 0,
            header_limit: 0,
            header_count: 0,
            body_limit: 0,
            request_timeout: Duration::ZERO,
            form_fields: 0,
            multipart: MultipartSettings { file_limit: 0, part_limit: 0, total_limit: 0, spill: 0 },
            websocket: WebSocketSettings {
                h2: false,
                origins: Vec::new(),
                message_limit: 0,
                frame_limit: 0,
                ping: Duration::ZERO,
            },
            header_timeout: Duration::ZERO,
            body_timeout: Duration::ZERO,
            idle_timeout: Duration::ZERO,
            write_timeout: Duration::ZERO,
            tls_timeout: Duration::ZERO,
            tls_certificate: None,
            tls_key: None,
            h2: false,
            h2c: false,
            h2_streams: 0,
            h2_resets: 0,
            h2_ping: Duration::ZERO,
            h2_ping_timeout: Duration::ZERO,
            minimum_rate: 0,
            max_connections: 0,
            max_connections_per_address: None,
            health: false,
            drain_delay: Duration::ZERO,
            drain: Duration::ZERO,
            docs: false,
            trailing_slash: TrailingSlash::Strict,
            security_headers: false,
            trusted_proxies: TrustedProxies::default(),
            request_id: RequestIds::Off,
            access_log: AccessLog::Off,
            cors: CorsSettings {
                origins: Allowed::Any,
                methods: Allowed::Any,
                headers: Allowed::Any,
                credentials: false,
                max_age: Duration::ZERO,
            },
            compression: false,
            compression_min_size: 0,
            files_root: std::path::PathBuf::new(),
            server_header: None,
            date_format: String::new(),
            time_format: String::new(),
            datetime_format: String::new(),
            zoned_datetime_format: String::new(),
        },
        session: SessionSettings { cookie: None, idle: Duration::ZERO, absolute: Duration::ZERO, origins: Vec::new() },
        log: LogSettings {
            level: tracing::level_filters::LevelFilter::OFF,
            format: LogFormat::Text,
            colour: false,
            banner: true,
        },
    };
    for key in KEYS {
        let understood = (key.apply)(&mut settings, &key.default_in(profile));
        debug_assert!(understood.is_some(), "our bug: the default of `{}` is none of its values", key.name);
    }
    settings
}

fn put<T>(place: &mut T, value: Option<T>) -> Option<()> {
    *place = value?;
    Some(())
}

fn time_limit(text: &str) -> Option<Duration> {
    if text == "none" { Some(Duration::MAX) } else { value::duration(text).filter(|limit| !limit.is_zero()) }
}

fn origins(text: &str) -> Option<Vec<String>> {
    if text == "none" { Some(Vec::new()) } else { text.split(',').map(|text| origin(text.trim())).collect() }
}

/// As a browser sends it (RFC 6454, section 7): a scheme, a host, a port unless it is the usual one, and nothing else.
fn origin(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let uri = text.parse::<http::Uri>().ok()?;
    let scheme = uri.scheme_str()?;
    let authority = uri.authority().filter(|authority| *authority == rest && !rest.contains('@'))?;
    let (host, port) = (authority.host(), authority.port_u16());
    match (scheme, port) {
        ("http", Some(80)) | ("https", Some(443)) => Some(format!("{scheme}://{host}")),
        // A colon without a number, or with one that is no port's.
        (_, None) if host != rest => None,
        _ => Some(text.to_owned()),
    }
}

fn limit(text: &str) -> Option<u64> {
    if text == "none" { Some(u64::MAX) } else { value::size(text) }
}

fn bounded(text: &str, least: u64, most: u64) -> Option<usize> {
    value::size(text).filter(|size| (least..=most).contains(size))?.try_into().ok()
}

/// Whether it is there and holds what it should is looked at with the listener.
fn pem_file(text: &str) -> Option<Option<std::path::PathBuf>> {
    match text {
        "none" => Some(None),
        path => (cfg!(feature = "tls") && !path.is_empty()).then(|| Some(path.into())),
    }
}

/// The default need not be there: not every program sends files.
fn folder(text: &str) -> Option<std::path::PathBuf> {
    let path = std::path::PathBuf::from(text);
    (text == "public" || path.is_dir()).then_some(path)
}

/// As RFC 9110, section 5.5 has it, and no line of it a second one.
fn server_header(text: &str) -> Option<Option<http::HeaderValue>> {
    let visible = !text.is_empty() && text == text.trim() && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    match text {
        "none" => Some(None),
        _ => visible.then(|| http::HeaderValue::from_str(text).ok())?.map(Some),
    }
}

/// A plain number: `1 kB` counts nothing.
fn count(text: &str, most: usize) -> Option<usize> {
    text.parse().ok().filter(|number| (1..=most).contains(number))
}

/// A format is good when it has a field, every field is known, and the type has all of them.
fn format(text: &str, write: fn(&str, &mut String) -> std::fmt::Result) -> Option<String> {
    let items: Vec<_> = StrftimeItems::new(text).collect();
    let known = !items.iter().any(|item| matches!(item, Item::Error));
    let fields = items.iter().any(|item| matches!(item, Item::Numeric(..) | Item::Fixed(_)));
    (known && fields && write(text, &mut String::new()).is_ok()).then(|| text.to_owned())
}
