//! Sockets over TLS: the same, and an end that is told.

use std::sync::Arc;

use framework::{Tls, prelude::*};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{ClientConfig, RootCertStore},
};

use crate::{app_of, client::frame, counts};

/// Says every byte again, up to a full stop.
#[socket_mapping("/secure", protocol = "echo/1")]
async fn secure(mut socket: Socket) -> std::io::Result<()> {
    let scheme = socket.head().scheme();
    socket.write_all(format!("{scheme} ").as_bytes()).await?;
    loop {
        let byte = socket.read_u8().await?;
        socket.write_u8(byte).await?;
        if byte == b'.' {
            return Ok(());
        }
    }
}

#[websocket_mapping("/secure/ws")]
async fn secure_ws(mut socket: WebSocket) -> Result<(), WebSocketError> {
    while let Some(message) = socket.receive().await? {
        socket.send(message).await?;
    }
    Ok(())
}

async fn connected(address: std::net::SocketAddr, trusted: &rcgen::Certificate) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.der().clone()).expect("a certificate");
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let stream = TcpStream::connect(address).await.expect("it accepts");
    let name = "localhost".try_into().expect("a name");
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.expect("a handshake")
}

async fn head(stream: &mut TlsStream<TcpStream>) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("an answer"));
    }
    String::from_utf8(head).expect("text")
}

#[tokio::test]
async fn a_socket_over_tls_is_taken_over_and_ends_with_a_word() {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let tls = Tls::from_pem_bytes(cert.pem(), signing_key.serialize_pem());
    let server = app_of(module_path!()).listen_tls("127.0.0.1:0", tls).start().await.expect("it starts");
    let address = server.address().expect("an address");

    let mut stream = connected(address, &cert).await;
    let request = "GET /secure HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: echo/1\r\n\r\nearly ";
    stream.write_all(request.as_bytes()).await.expect("it reads");
    assert!(head(&mut stream).await.starts_with("HTTP/1.1 101 "));
    stream.write_all(b"late.").await.expect("it reads");
    let mut rest = String::new();
    // Without `close_notify` this is an error.
    stream.read_to_string(&mut rest).await.expect("an end that is told");
    assert_eq!(rest, "https early late.");
    drop(stream);

    let mut stream = connected(address, &cert).await;
    let request = "GET /secure/ws HTTP/1.1\r\nHost: localhost\r\nOrigin: https://localhost\r\nConnection: upgrade\r\n\
                   Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    stream.write_all(request.as_bytes()).await.expect("it reads");
    assert!(head(&mut stream).await.starts_with("HTTP/1.1 101 "));
    stream.write_all(&frame(0x81, b"secret")).await.expect("it reads");
    let mut echo = [0; 8];
    stream.read_exact(&mut echo).await.expect("an echo");
    assert_eq!(&echo[2..], b"secret");
    stream.write_all(&frame(0x88, b"\x03\xe8")).await.expect("it reads");
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.expect("an end that is told");
    assert_eq!(rest, b"\x88\x02\x03\xe8");
    drop(stream);
    counts(&server, 0, 0).await;
    server.shutdown().await;
}

/// What a page of clear HTTP asks of a secure server comes from elsewhere.
#[tokio::test]
async fn over_tls_the_scheme_of_the_origin_counts() {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let tls = Tls::from_pem_bytes(cert.pem(), signing_key.serialize_pem());
    let server = app_of(module_path!()).listen_tls("127.0.0.1:0", tls).start().await.expect("it starts");
    let mut stream = connected(server.address().expect("an address"), &cert).await;
    let request = "GET /secure/ws HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nConnection: upgrade\r\n\
                   Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    stream.write_all(request.as_bytes()).await.expect("it reads");
    assert!(head(&mut stream).await.starts_with("HTTP/1.1 403 "));
    server.shutdown().await;
}
