//! What a trusted proxy tells of a request, and what follows it.

use framework::prelude::*;

#[cfg(unix)]
use crate::socket::Folder;
use crate::{
    refused,
    socket::{over_socket, raw, read},
};

#[get_mapping]
fn sender(head: &RequestHead, PeerAddress(peer): PeerAddress) -> String {
    assert_eq!(head.peer(), Some(peer));
    format!("{} {} {}", peer.ip(), head.scheme(), head.host().unwrap_or("nobody"))
}

#[get_mapping]
fn cookies(cookies: Cookies) -> PlainTextResponse {
    cookies.set(("jar", "1"));
    cookies.set(Cookie::new("plain", "1").secure(false));
    cookies.set(Cookie::new("secure", "1").secure(true));
    PlainTextResponse::new("set").cookie(("response", "1")).cookie(Cookie::new("decided", "1").secure(false))
}

#[get_mapping]
fn refusing(cookies: Cookies) -> Result<(), Invalid> {
    cookies.set(("jar", "1"));
    Err(Invalid::forbidden("no"))
}

fn app() -> App {
    App::new().module(module_path!()).set("http.trusted_proxies", "127.0.0.1, 10.0.0.0/8")
}

#[tokio::test]
async fn a_trusted_proxy_tells_peer_scheme_and_host() {
    type Fields = &'static [(&'static str, &'static str)];
    let cases: [(Fields, &str); 5] = [
        (&[], "127.0.0.1 http a"),
        (&[("x-forwarded-for", "203.0.113.7"), ("x-forwarded-proto", "https")], "203.0.113.7 https a"),
        (&[("x-forwarded-for", "192.0.2.1, 203.0.113.7, 10.9.9.9")], "203.0.113.7 http a"),
        (&[("forwarded", "for=203.0.113.7;proto=https;host=b.example")], "203.0.113.7 https b.example"),
        (&[("x-forwarded-host", "c.example:8443"), ("x-forwarded-proto", "https")], "127.0.0.1 https c.example:8443"),
    ];
    let server = app().listen("127.0.0.1:0").start().await.expect("it starts");
    let distrusting = app().set("http.trusted_proxies", "none").listen("127.0.0.1:0").start().await.expect("it starts");
    for (fields, expected) in cases {
        let sent = over_socket(server.address().expect("an address"), "GET", "/sender", fields).await;
        assert_eq!(sent.text(), expected, "{fields:?}");
        let sent = over_socket(distrusting.address().expect("an address"), "GET", "/sender", fields).await;
        assert_eq!(sent.text(), "127.0.0.1 http a", "nobody is trusted: {fields:?}");
    }
    server.shutdown().await;
    distrusting.shutdown().await;
}

#[tokio::test]
async fn the_authority_of_the_target_wins_over_host() {
    let server = app().listen("127.0.0.1:0").start().await.expect("it starts");
    let request = b"GET http://b.example:80/sender HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let sent = read(&raw(server.address().expect("an address"), request).await, false);
    assert_eq!(sent.text(), "127.0.0.1 http b.example:80");
    server.shutdown().await;
}

#[tokio::test]
async fn layers_mounts_and_handlers_behind_them_are_told_the_same() {
    let app = app().layer(tower::util::MapRequestLayer::new(|mut request: http::Request<Body>| {
        request.headers_mut().remove("x-forwarded-for");
        request
    }));
    let answer = app.test().get("/sender").header("x-forwarded-for", "203.0.113.7").await;
    answer.assert_text("203.0.113.7 http localhost");
}

#[tokio::test]
async fn fields_that_contradict_each_other_are_refused() {
    let app = app().set("http.request_id", "on").test();
    let contradicting =
        app.get("/sender").header("forwarded", "for=127.0.0.1").header("x-forwarded-for", "203.0.113.7");
    let answer = contradicting.await;
    answer.assert_status(400);
    assert!(answer.text().contains("contradict") && answer.header("x-request-id").is_some(), "{}", answer.text());
}

#[tokio::test]
async fn cookies_are_secure_on_tls_unless_they_say_otherwise() {
    let app = app().test();
    let rest = "HttpOnly; SameSite=Lax; Path=/";
    for (scheme, secure) in [("http", ""), ("https", "; Secure")] {
        let answer = app.get("/cookies").header("x-forwarded-proto", scheme).await;
        let set = answer.headers().get_all("set-cookie").iter();
        let set: Vec<_> = set.map(|value| value.to_str().expect("ASCII")).collect();
        let expected = [
            format!("response=1; {rest}{secure}"),
            format!("decided=1; {rest}"),
            format!("jar=1; {rest}{secure}"),
            format!("plain=1; {rest}"),
            "secure=1; HttpOnly; SameSite=Lax; Secure; Path=/".to_owned(),
        ];
        assert_eq!(set, expected, "{scheme}");
        let answer = app.get("/refusing").header("x-forwarded-proto", scheme).await;
        answer.assert_status(403).assert_header("set-cookie", &format!("jar=1; {rest}{secure}"));
    }
}

#[cfg(feature = "sessions")]
#[post_mapping("/visit")]
fn visit(session: Session) -> u32 {
    let visits = session.get("visits").unwrap_or(0) + 1;
    session.set("visits", visits);
    visits
}

#[cfg(feature = "sessions")]
#[tokio::test]
async fn the_cookie_of_a_session_is_bound_to_the_host_on_tls() {
    let cases = [
        ("auto", "http", "session", ""),
        ("auto", "https", "__Host-session", "Secure"),
        ("mine", "http", "mine", ""),
        ("mine", "https", "mine", "Secure"),
    ];
    for (setting, scheme, name, attribute) in cases {
        let app = app().set("session.cookie", setting).test();
        let visit = || app.post("/visit").header("x-forwarded-proto", scheme);
        let answer = visit().await;
        let set = answer.assert_text("1").header("set-cookie").expect("a cookie");
        assert!(set.starts_with(&format!("{name}=")) && set.contains(attribute), "{setting} {scheme}: {set}");
        assert_eq!(set.contains("Secure"), scheme == "https", "{set}");
        let sent = set.split(';').next().expect("a value");
        visit().header("cookie", sent).await.assert_text("2");
    }
}

#[cfg(feature = "sessions")]
#[tokio::test]
async fn another_scheme_and_another_host_are_another_site() {
    let app = app().test();
    let cases = [
        ("https", "https://a.example", 200),
        ("https", "http://a.example", 403),
        ("https", "https://b.example", 403),
        ("http", "http://a.example", 200),
        ("http", "https://a.example", 200),
    ];
    for (scheme, origin, status) in cases {
        let name = if scheme == "https" { "__Host-session" } else { "session" };
        let visit = app.post("/visit").header("x-forwarded-proto", scheme).header("x-forwarded-host", "a.example");
        let answer = visit.header("cookie", format!("{name}=1")).header("origin", origin).await;
        answer.assert_status(status);
    }
}

#[tokio::test]
async fn a_slash_too_many_is_redirected_on_the_scheme_and_host_that_were_asked() {
    let app = app().set("http.trailing_slash", "redirect").test();
    let answer = app.get("/sender/").header("forwarded", "for=203.0.113.7;proto=https;host=b.example").await;
    answer.assert_status(308).assert_header("location", "/sender");
}

/// The answer to a request over a unix socket.
#[cfg(unix)]
async fn over_unix(path: &std::path::Path, target: &str, fields: &[(&str, &str)]) -> crate::socket::Sent {
    use framework::tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::UnixStream,
    };
    let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let mut socket = UnixStream::connect(path).await.expect("it accepts");
    let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\n{fields}Connection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    let mut response = Vec::new();
    socket.read_to_end(&mut response).await.expect("it answers");
    read(&response, false)
}

#[cfg(unix)]
#[get_mapping]
fn maybe_sender(head: &RequestHead, peer: Option<PeerAddress>) -> String {
    assert_eq!(head.peer(), peer.map(|peer| peer.0));
    let peer = head.peer().map_or_else(|| "nobody".to_owned(), |peer| peer.to_string());
    format!("{peer} {} {}", head.scheme(), head.host().unwrap_or("nobody"))
}

#[cfg(unix)]
#[tokio::test]
async fn a_proxy_at_a_unix_socket_tells_peer_scheme_and_host_where_it_is_trusted() {
    type Fields = &'static [(&'static str, &'static str)];
    let cases: [(Fields, &str); 6] = [
        (&[], "nobody http a"),
        (&[("x-forwarded-for", "203.0.113.7"), ("x-forwarded-proto", "https")], "203.0.113.7:0 https a"),
        (&[("x-forwarded-for", "192.0.2.1, 203.0.113.7:80, 10.9.9.9")], "203.0.113.7:80 http a"),
        (&[("forwarded", "for=203.0.113.7;proto=https;host=b.example")], "203.0.113.7:0 https b.example"),
        (&[("x-forwarded-host", "c.example:8443"), ("x-forwarded-proto", "https")], "nobody https c.example:8443"),
        (&[("x-forwarded-for", "unix:")], "nobody http a"),
    ];
    let folder = Folder::new();
    let (trusting, distrusting) = (folder.path("trusting"), folder.path("distrusting"));
    let trusted = app().set("http.trusted_proxies", "unix, 10.0.0.0/8").listen_unix(&trusting);
    let trusted = trusted.listen("127.0.0.1:0").start().await.expect("it starts");
    let distrusted = app().listen_unix(&distrusting).start().await.expect("it starts");
    for (fields, expected) in cases {
        assert_eq!(over_unix(&trusting, "/maybe_sender", fields).await.text(), expected, "{fields:?}");
        let sent = over_unix(&distrusting, "/maybe_sender", fields).await;
        assert_eq!(sent.text(), "nobody http a", "addresses alone are trusted: {fields:?}");
        let sent = over_socket(trusted.addresses()[0], "GET", "/sender", fields).await;
        assert_eq!(sent.text(), "127.0.0.1 http a", "it has an address, which is not trusted: {fields:?}");
    }
    let contradicting = [("forwarded", "for=127.0.0.1"), ("x-forwarded-for", "203.0.113.7")];
    assert_eq!(over_unix(&trusting, "/sender", &contradicting).await.status, 400);
    assert_eq!(over_unix(&distrusting, "/sender", &[]).await.status, 500, "there is no peer");
    trusted.shutdown().await;
    distrusted.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn what_follows_a_trusted_proxy_follows_one_at_a_unix_socket() {
    let (log, _guard) = super::Log::begin();
    let folder = Folder::new();
    let path = folder.path("app.sock");
    let app = app().set("http.trusted_proxies", "unix").set("http.access_log", "on").set("http.request_id", "on");
    let server = app.listen_unix(&path).start().await.expect("it starts");
    let fields = [("x-forwarded-for", "203.0.113.7"), ("x-forwarded-proto", "https"), ("x-request-id", "the-id")];
    let sent = over_unix(&path, "/cookies", &fields).await;
    let jar = sent.fields.iter().find(|(name, value)| name == "set-cookie" && value.starts_with("jar="));
    assert!(jar.is_some_and(|(_, value)| value.ends_with("; Secure")), "{sent:?}");
    assert!(sent.field("strict-transport-security").is_some());
    assert_eq!(sent.field("x-request-id"), Some("the-id"));
    server.shutdown().await;
    let lines = log.take("framework::access");
    assert!(lines.len() == 1 && lines[0].contains("peer=203.0.113.7:0"), "{lines:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_service_without_a_socket_is_no_proxy() {
    let app = App::new().module(module_path!()).set("http.trusted_proxies", "unix");
    let service = app.into_service().await.expect("it starts");
    let request = http::Request::get("/maybe_sender").header("host", "a").header("x-forwarded-for", "203.0.113.7");
    let request = request.body(Body::empty()).expect("a request");
    let Ok(response) = tower::ServiceExt::oneshot(service, request).await;
    let text = response.into_body().read(100).await.expect("a text");
    assert_eq!(text, "nobody http a");
}

#[tokio::test]
async fn a_network_that_is_none_stops_the_start() {
    for value in ["10.0.0.1/8", "localhost", "10.0.0.0/33", "127.0.0.1,", ""] {
        let report = refused(app().set("http.trusted_proxies", value)).await;
        let told =
            format!("setting `http.trusted_proxies` cannot be `{value}` (App::set); write IP addresses and networks");
        assert!(report.contains(&told), "{report}");
    }
}
