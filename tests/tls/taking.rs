//! A connection that a handler takes over, and one with several requests, on TLS.

use std::io;

use framework::{Drain, prelude::*};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{PING, ask, certificates::made, connect, rest, started};

#[socket_mapping("/raw", protocol = "echo/1")]
async fn raw(mut socket: Socket, stop: StopToken) -> io::Result<()> {
    let mut piece = [0; 64];
    loop {
        let read = tokio::select! {
            read = socket.read(&mut piece) => read?,
            _ = stop.stopped() => 0,
        };
        if read == 0 {
            return socket.write_all(b"bye").await;
        }
        socket.write_all(&piece[..read]).await?;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_on_tls_may_be_taken_over() {
    let own = made(&["localhost"]);
    let server = started(App::new(), own.tls()).await;
    let mut stream = connect(&server, &own).await;
    let request = "GET /raw HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: echo/1\r\n\r\nfirst";
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut said = Vec::new();
    while !said.ends_with(b"first") {
        assert!(stream.read_buf(&mut said).await.expect("it is open") > 0, "{}", String::from_utf8_lossy(&said));
    }
    assert!(said.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&said));
    stream.write_all(b"second").await.expect("it reads");
    let mut second = [0; 6];
    stream.read_exact(&mut second).await.expect("it is open");
    assert_eq!(&second, b"second");
    let id = server.listeners()[0].id;
    let report =
        server.stop_listener(id, Drain::within(std::time::Duration::from_secs(30))).await.expect("it is there");
    assert_eq!((report.upgraded, report.forced), (1, 0));
    let (last, ended) = rest(&mut stream).await;
    assert!(last == "bye" && ended.is_ok(), "{last} {ended:?}");
    server.shutdown().await;
}

#[tokio::test]
async fn requests_that_come_together_are_answered_in_their_order() {
    let own = made(&["localhost"]);
    let server = started(App::new(), own.tls()).await;
    let mut stream = connect(&server, &own).await;
    let last = PING.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    stream.write_all(format!("{}{last}", PING.repeat(15)).as_bytes()).await.expect("it reads");
    let (answers, ended) = rest(&mut stream).await;
    assert_eq!(answers.matches("pong").count(), 16, "{answers}");
    assert!(ended.is_ok(), "{ended:?}");
    assert!(ask(&mut connect(&server, &own).await, PING).await.ends_with("pong"));
    server.shutdown().await;
}
