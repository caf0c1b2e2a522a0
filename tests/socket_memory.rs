//! Memory that a WebSocket takes, whatever its other end does; in a process of its own, so that nothing else is counted.
#![cfg(all(target_os = "linux", feature = "ws"))]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use framework::prelude::*;

#[websocket_mapping]
async fn echo(mut socket: WebSocket) -> Result<(), WebSocketError> {
    while let Some(message) = socket.receive().await? {
        socket.send(message).await?;
    }
    Ok(())
}

fn refuse(_: &RequestHead) -> Result<Switch, Invalid> {
    Err(Invalid::gone("it was here"))
}

#[websocket_mapping(negotiate = refuse)]
async fn refused(_socket: WebSocket) {}

#[get_mapping]
fn ping() -> &'static str {
    "pong"
}

/// Bytes of this process that are in memory.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").trim().parse::<usize>().expect("a number") * 1024
}

fn open(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("it accepts");
    let request = "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("an answer");
        head.extend(byte);
    }
    assert!(head.starts_with(b"HTTP/1.1 101 "));
    stream.set_write_timeout(Some(Duration::from_millis(300))).expect("an option");
    stream
}

/// A frame whose mask is zero: its payload stands as it is.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first, 0x80 | 126];
    match payload.len() {
        length @ ..126 => frame[1] = 0x80 | length as u8,
        length => frame.extend((length as u16).to_be_bytes()),
    }
    frame.extend([0; 4]);
    frame.extend(payload);
    frame
}

/// Writes until the other end takes no more, or so many bytes are written.
fn pour(stream: &mut TcpStream, piece: &[u8], most: usize) -> usize {
    let mut written = 0;
    while written < most && stream.write_all(piece).is_ok() {
        written += piece.len();
    }
    written
}

fn is_served(address: SocketAddr) {
    let mut stream = TcpStream::connect(address).expect("it accepts");
    stream.write_all(b"GET /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.ends_with("pong"), "{answer}");
}

#[test]
fn floods_do_not_grow_what_a_connection_keeps_and_others_are_served() {
    const MOST: usize = 4 << 20;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let app = App::new().set("http.write_timeout", "none").set("http.minimum_rate", "none").listen("127.0.0.1:0");
    let server = runtime.block_on(app.start()).expect("it starts");
    let address = server.address().expect("an address");
    drop(open(address)); // what the first one allocates is no growth
    let pings = frame(0x89, &[7; 125]).repeat(64);
    let texts = frame(0x81, &[b'a'; 60_000]);
    let mut fragment = frame(0x01, &[b'a'; 60_000]);
    let continued = frame(0x00, &[b'a'; 60_000]);
    fragment.extend(continued.repeat(100));
    let floods: [(&str, &[u8], usize); 3] = [
        ("pings, and no pong is read", &pings, 16 << 20),
        ("messages, and no echo is read", &texts, 16 << 20),
        ("fragments of a message without end", &fragment, 16 << 20),
    ];
    for (what, piece, most) in floods {
        let mut streams: Vec<_> = (0..4).map(|_| open(address)).collect();
        let before = resident();
        for stream in &mut streams {
            pour(stream, piece, most);
            is_served(address);
        }
        let grown = resident().saturating_sub(before) / streams.len();
        assert!(grown < MOST, "{what}: {grown} bytes for each connection");
    }
    // What is refused leaves nothing behind.
    let refused = |count| {
        for _ in 0..count {
            let mut stream = TcpStream::connect(address).expect("it accepts");
            let request = format!(
                "GET /refused HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX: {}\r\n\
                 Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                "x".repeat(30_000)
            );
            stream.write_all(request.as_bytes()).expect("it reads");
            let mut answer = [0; 12];
            stream.read_exact(&mut answer).expect("an answer");
            assert_eq!(&answer, b"HTTP/1.1 410");
        }
    };
    refused(100);
    let before = resident();
    refused(500);
    let grown = resident().saturating_sub(before);
    assert!(grown < MOST, "{grown} bytes for what was refused");
    // Many that say nothing.
    let before = resident();
    let idle: Vec<_> = (0..200).map(|_| open(address)).collect();
    let each = resident().saturating_sub(before) / idle.len();
    assert!(each < 32 << 10, "{each} bytes for each connection that says nothing");
    is_served(address);
    drop(idle);
    runtime.block_on(server.stop_listener(server.listeners()[0].id, framework::Drain::now())).expect("it is known");
}
