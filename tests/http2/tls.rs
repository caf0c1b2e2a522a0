//! HTTP/2 on TLS, where it is agreed on.

use std::sync::Arc;

use framework::{Server, Tls, prelude::*};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{ClientConfig, RootCertStore, crypto::ring},
};

use crate::{ask, get};

#[get_mapping]
fn secured(head: &RequestHead, cookies: Cookies) -> String {
    cookies.set(("a", "1"));
    format!("{:?} {} {}", head.version(), head.scheme(), head.host().unwrap_or_default())
}

/// A server, and a client that offers HTTP/2 alone.
async fn connected() -> (Server, TlsStream<tokio::net::TcpStream>) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let tls = Tls::from_pem_bytes(own.cert.pem(), own.signing_key.serialize_pem());
    let server = App::new().listen_tls("127.0.0.1:0", tls).start().await.expect("it starts");
    let mut roots = RootCertStore::empty();
    roots.add(own.cert.der().clone()).expect("a certificate");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("versions");
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let name = "localhost".try_into().expect("a name");
    let stream = TlsConnector::from(Arc::new(config)).connect(name, crate::tcp(&server).await).await;
    (server, stream.expect("a handshake"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_on_tls_is_known_as_one() {
    let (server, stream) = connected().await;
    let (mut client, connection) = h2::client::handshake(stream).await.expect("a handshake");
    let connection = tokio::spawn(connection);
    let answer = ask(&mut client, get("/secured"), b"").await;
    assert_eq!(answer.text, "HTTP/2.0 https localhost");
    assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000");
    assert!(answer.headers["set-cookie"].to_str().expect("a text").ends_with("; Secure"));
    assert_eq!(ask(&mut client, get("/large"), b"").await.text.len(), 32 << 20);
    server.shutdown().await;
    connection.await.expect("no panic").expect("it ends in order");
}

#[tokio::test]
async fn what_begins_otherwise_than_was_agreed_is_closed() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let (server, mut stream) = connected().await;
    stream.write_all(b"GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("it reads");
    let mut answer = Vec::new();
    let _it_may_be_reset = stream.read_to_end(&mut answer).await;
    assert!(!answer.windows(4).any(|bytes| bytes == b"pong"), "{answer:?}");
    server.shutdown().await;
}
