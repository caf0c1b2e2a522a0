//! What is agreed on, and what a request on TLS is told apart by.

use framework::{Protocol, TlsVersion, prelude::*, rustls};
use tokio::io::AsyncWriteExt;
use tokio_rustls::rustls::ProtocolVersion;

use crate::{
    PING, ask,
    certificates::{made, of_tls_1_2, trusting},
    connect, rest, started, tcp, try_connect,
};

#[get_mapping]
fn whereabouts(head: &RequestHead, cookies: Cookies) -> String {
    cookies.set(("a", "1"));
    let peer = head.peer().map(|peer| peer.ip().to_string()).unwrap_or_default();
    format!("{} {} {peer}", head.scheme(), head.host().unwrap_or_default())
}

const WHERE: &str = "GET /whereabouts HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[tokio::test]
async fn a_request_on_tls_is_known_as_one() {
    let own = made(&["localhost"]);
    let server = App::new().listen_tls("127.0.0.1:0", own.tls()).listen("127.0.0.1:0");
    let server = server.start().await.expect("it starts");
    let answer = ask(&mut connect(&server, &own).await, WHERE).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("https localhost 127.0.0.1"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");
    assert!(answer.contains("set-cookie: a=1; HttpOnly; SameSite=Lax; Path=/; Secure"), "{answer}");

    let mut clear = tokio::net::TcpStream::connect(server.addresses()[1]).await.expect("it accepts");
    let answer = ask(&mut clear, WHERE).await;
    assert!(answer.ends_with("http localhost 127.0.0.1"), "{answer}");
    assert!(!answer.contains("strict-transport") && !answer.contains("Secure"), "{answer}");

    let protocols: Vec<_> = server.listeners().iter().map(|listener| listener.protocol).collect();
    assert_eq!(protocols, [Protocol::Https, Protocol::Http]);
    server.shutdown().await;
}

#[tokio::test]
async fn a_proxy_on_tls_may_tell_that_the_visitor_came_without() {
    let own = made(&["localhost"]);
    let server = started(App::new().set("http.trusted_proxies", "127.0.0.1"), own.tls()).await;
    let mut stream = connect(&server, &own).await;
    let told = |fields: &str| WHERE.replace("\r\n\r\n", &format!("\r\n{fields}\r\n\r\n"));
    let answer = ask(&mut stream, &told("Forwarded: for=192.0.2.1")).await;
    assert!(answer.ends_with("https localhost 192.0.2.1"), "{answer}");
    let answer = ask(&mut stream, &told("Forwarded: for=192.0.2.1;proto=http")).await;
    assert!(answer.ends_with("http localhost 192.0.2.1"), "{answer}");
    assert!(!answer.contains("Secure"), "{answer}");
    server.shutdown().await;
}

#[tokio::test]
async fn both_versions_are_spoken_unless_the_older_is_excluded() {
    let own = made(&["localhost"]);
    let server = started(App::new(), own.tls()).await;
    for (config, version) in
        [(of_tls_1_2(&[&own]), ProtocolVersion::TLSv1_2), (trusting(&[&own]), ProtocolVersion::TLSv1_3)]
    {
        let mut stream = try_connect(&server, "localhost", config).await.expect("a handshake");
        assert_eq!(stream.get_ref().1.protocol_version(), Some(version));
        assert!(ask(&mut stream, PING).await.ends_with("pong"));
    }
    server.shutdown().await;

    let server = started(App::new(), own.tls().min_version(TlsVersion::V1_3)).await;
    let refused = try_connect(&server, "localhost", of_tls_1_2(&[&own])).await.expect_err("it is too old");
    assert!(refused.to_string().contains("ProtocolVersion"), "{refused}");
    assert!(ask(&mut connect(&server, &own).await, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test]
async fn what_is_offered_is_spoken() {
    let own = made(&["localhost"]);
    let offered = |protocols: &[&[u8]]| {
        let mut config = trusting(&[&own]);
        config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
        config
    };
    let with_http2: &[u8] = if cfg!(feature = "http2") { b"h2" } else { b"http/1.1" };
    for (setting, best) in [("on", with_http2), ("off", b"http/1.1")] {
        let server = started(App::new().set("http.h2", setting), own.tls()).await;
        let old = b"http/1.1".as_slice();
        let cases = [(&[b"h2".as_slice(), old][..], Some(best)), (&[old], Some(old)), (&[], None)];
        for (protocols, agreed) in cases {
            let stream = try_connect(&server, "localhost", offered(protocols)).await.expect("a handshake");
            assert_eq!(stream.get_ref().1.alpn_protocol(), agreed);
        }
        let refused = try_connect(&server, "localhost", offered(&[b"spdy/1"])).await.expect_err("nobody speaks it");
        assert!(refused.to_string().contains("NoApplicationProtocol"), "{refused}");
        server.shutdown().await;
    }
}

#[tokio::test]
async fn a_configuration_of_rustls_is_taken_as_it_is() {
    let own = made(&["localhost"]);
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let key = rcgen::KeyPair::from_pem(&own.key).expect("a key").serialize_der();
    let key = rustls::pki_types::PrivateKeyDer::try_from(key).expect("a key");
    let config = config.expect("versions").with_no_client_auth().with_single_cert(vec![own.der.clone()], key);
    let server = started(App::new(), framework::Tls::from_config(config.expect("a configuration"))).await;
    assert!(ask(&mut connect(&server, &own).await, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test]
async fn whoever_speaks_no_tls_is_closed_and_the_others_are_served() {
    let own = made(&["localhost"]);
    let server = started(App::new(), own.tls()).await;
    for bytes in [PING.as_bytes(), b"\x16\x03\x01\x00\x02\x01\x00", &[0; 100]] {
        let mut stream = tcp(&server).await;
        stream.write_all(bytes).await.expect("it reads");
        stream.shutdown().await.expect("it is open");
        let (answer, _) = rest(&mut stream).await;
        assert!(!answer.contains("HTTP/"), "{answer}");
    }
    assert!(ask(&mut connect(&server, &own).await, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test]
async fn a_connection_ends_with_a_word_that_nothing_was_cut_off() {
    let own = made(&["localhost"]);
    let server = started(App::new().set("http.idle_timeout", "200ms"), own.tls()).await;
    let mut stream = connect(&server, &own).await;
    stream.write_all(PING.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").as_bytes()).await.expect("it reads");
    let (answer, ended) = rest(&mut stream).await;
    assert!(answer.ends_with("pong") && ended.is_ok(), "{answer} {ended:?}");
    // One that is idle, too.
    let mut stream = connect(&server, &own).await;
    assert!(ask(&mut stream, PING).await.ends_with("pong"));
    let (_, ended) = rest(&mut stream).await;
    assert!(ended.is_ok(), "{ended:?}");
    server.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn an_open_socket_and_a_path_may_have_tls_too() {
    let own = made(&["localhost"]);
    let folder = crate::certificates::Folder::new("unix");
    let path = folder.path("socket");
    let open = std::net::TcpListener::bind("127.0.0.1:0").expect("a socket");
    let unix = framework::Listener::unix(&path).tls(own.tls());
    let server = App::new().bind_tls(open, own.tls()).listener(unix).start().await.expect("it starts");
    assert!(ask(&mut connect(&server, &own).await, PING).await.ends_with("pong"));
    let stream = tokio::net::UnixStream::connect(&path).await.expect("it accepts");
    let connector = tokio_rustls::TlsConnector::from(std::sync::Arc::new(trusting(&[&own])));
    let mut stream = connector.connect("localhost".try_into().expect("a name"), stream).await.expect("a handshake");
    let answer = ask(&mut stream, WHERE).await;
    assert!(answer.ends_with("https localhost "), "{answer}");
    server.shutdown().await;
}
