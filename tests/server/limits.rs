//! How many connections there may be.

use framework::prelude::*;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Semaphore,
};

use crate::{PING, answer, ask, connect, rest, started};

static ENTERED: Semaphore = Semaphore::const_new(0);
static LEAVE: Semaphore = Semaphore::const_new(0);

#[get_mapping("/limits/held")]
async fn held() -> &'static str {
    ENTERED.add_permits(1);
    LEAVE.acquire().await.expect("never closed").forget();
    "released"
}

#[socket_mapping("/limits/taken", protocol = "wait/1")]
async fn taken(mut socket: Socket) -> std::io::Result<()> {
    let mut byte = [0];
    socket.read_exact(&mut byte).await?;
    socket.write_all(&byte).await
}

#[tokio::test]
async fn one_connection_too_many_is_told_so() {
    let server = started(App::new().set("http.max_connections", 2)).await;
    let (mut first, mut second) = (connect(&server).await, connect(&server).await);
    assert!(ask(&mut first, PING).await.ends_with("pong"));
    assert!(ask(&mut second, PING).await.ends_with("pong"));
    let refused = rest(&mut connect(&server).await).await;
    assert!(refused.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{refused}");
    for part in ["application/problem+json", "Connection: close", "Retry-After: 1", "http.max_connections"] {
        assert!(refused.contains(part), "{part}: {refused}");
    }
    let (head, body) = refused.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains(&format!("Content-Length: {}", body.len())), "{refused}");
    serde_json::from_str::<serde_json::Value>(body).expect("JSON");
    drop(first);
    let mut third = loop {
        let mut stream = connect(&server).await;
        if ask(&mut stream, PING).await.ends_with("pong") {
            break stream;
        }
    };
    assert!(ask(&mut third, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test]
async fn one_address_has_its_share() {
    let server = started(App::new().set("http.max_connections_per_address", 1)).await;
    let mut first = connect(&server).await;
    assert!(ask(&mut first, PING).await.ends_with("pong"));
    let refused = rest(&mut connect(&server).await).await;
    assert!(refused.starts_with("HTTP/1.1 429 Too Many Requests\r\n"), "{refused}");
    assert!(refused.contains("http.max_connections_per_address"), "{refused}");
    assert!(ask(&mut first, PING).await.ends_with("pong"));
    server.shutdown().await;
}

/// The proxy itself has no limit but that of all; whom it tells of has as many requests under way as connections without
/// it, be they answered or taken over.
#[tokio::test(flavor = "multi_thread")]
async fn behind_a_trusted_proxy_each_visitor_has_a_share() {
    let app = App::new().set("http.max_connections_per_address", 1).set("http.trusted_proxies", "127.0.0.1");
    let server = started(app).await;
    let of = |visitor: &str, path: &str| {
        let upgrade = "Connection: upgrade\r\nUpgrade: wait/1\r\n";
        format!("GET {path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {visitor}\r\n{upgrade}\r\n")
    };
    let mut others = connect(&server).await;
    let refuses = async |others: &mut TcpStream| {
        let refused = ask(others, &of("203.0.113.7", "/ping")).await;
        assert!(refused.starts_with("HTTP/1.1 429 Too Many Requests\r\n"), "{refused}");
        assert!(refused.contains("http.max_connections_per_address"), "{refused}");
        assert!(ask(others, &of("203.0.113.8", "/ping")).await.ends_with("pong"), "others have their own");
        assert!(ask(others, PING).await.ends_with("pong"), "and so has the proxy");
    };
    let serves = async |others: &mut TcpStream| {
        // What is over is given back a moment after its last byte.
        while !ask(others, &of("203.0.113.7", "/ping")).await.ends_with("pong") {
            tokio::task::yield_now().await;
        }
    };
    let mut first = connect(&server).await;
    first.write_all(of("203.0.113.7", "/limits/held").as_bytes()).await.expect("it reads");
    ENTERED.acquire().await.expect("never closed").forget();
    refuses(&mut others).await;
    LEAVE.add_permits(1);
    assert!(answer(&mut first).await.ends_with("released"));
    serves(&mut others).await;

    assert!(ask(&mut first, &of("203.0.113.7", "/limits/taken")).await.starts_with("HTTP/1.1 101 "));
    refuses(&mut others).await;
    first.write_all(b"x").await.expect("it reads");
    assert_eq!(rest(&mut first).await, "x");
    serves(&mut others).await;
    server.shutdown().await;
}
