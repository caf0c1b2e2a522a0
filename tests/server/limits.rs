//! How many connections there may be.

use framework::prelude::*;

use crate::{PING, ask, connect, rest, started};

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
