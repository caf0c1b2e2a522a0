//! Memory and processor time that floods of HTTP/2 take; in a process of its own, so that nothing else is counted.
#![cfg(target_os = "linux")]

#[path = "http2/frames.rs"]
#[allow(dead_code)] // the other tests need more of it
mod frames;

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    time::Duration,
};

use framework::prelude::*;

use crate::frames::{
    CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, PADDED, PING, PREFACE, PRIORITY, RST_STREAM, SETTINGS,
    WINDOW_UPDATE, block, frame, get, request,
};

#[get_mapping]
fn ping() -> &'static str {
    "pong"
}

/// It goes on without its client.
#[post_mapping]
async fn work() {
    tokio::time::sleep(Duration::from_secs(1)).await;
}

#[post_mapping]
fn length(#[body] body: &[u8]) -> usize {
    body.len()
}

/// An answer whose field is another one each time.
#[get_mapping]
fn varied(#[query] number: u32) -> http::Response<Body> {
    http::Response::builder().header("x-varied", format!("{number:0>1000}")).body(Body::empty()).expect("a response")
}

/// The name of the threads on which the server runs.
const SERVER: &str = "the-server";

/// Bytes of this process that are in memory.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").trim().parse::<usize>().expect("a number") * 1024
}

/// Processor time that the server's threads have taken. Linux tells it in hundredths of a second.
fn worked() -> Duration {
    let mut hundredths = 0;
    for thread in std::fs::read_dir("/proc/self/task").expect("threads") {
        let stat = thread.and_then(|thread| std::fs::read_to_string(thread.path().join("stat")));
        let Ok(stat) = stat else { continue }; // it has ended
        let (name, rest) = stat.rsplit_once(')').expect("a name");
        if name.ends_with(SERVER) {
            let times = rest.split_whitespace().skip(11).take(2);
            hundredths += times.map(|time| time.parse::<u64>().expect("a number")).sum::<u64>();
        }
    }
    Duration::from_millis(10 * hundredths)
}

fn open(address: SocketAddr, begin: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("it accepts");
    stream.set_write_timeout(Some(Duration::from_secs(1))).expect("an option");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("an option");
    stream.write_all(&[PREFACE, &frame(SETTINGS, 0, 0, []), begin].concat()).expect("it reads");
    stream
}

/// Somebody else asks, on a connection of HTTP/2 of his own.
fn is_served(address: SocketAddr) {
    let mut stream = open(address, &get(1, "/ping"));
    let mut answer = Vec::new();
    while !answer.ends_with(b"pong") {
        let mut bytes = [0; 1024];
        let read = stream.read(&mut bytes).expect("an answer");
        assert!(read > 0, "it is not answered: {answer:?}");
        answer.extend_from_slice(&bytes[..read]);
    }
}

struct Flood {
    what: &'static str,
    begin: Vec<u8>,
    /// The frames of one time.
    frames: fn(u32) -> Vec<u8>,
    /// Bytes, after which it is over; none where the server must end it.
    most: Option<usize>,
}

/// What a flood took.
#[derive(Debug)]
struct Taken {
    sent: usize,
    grown: usize,
    worked: Duration,
}

/// Bytes that are written at once.
const PIECE: usize = 64 << 10;

/// More than any flood that the server must end may last.
const ENDLESS: usize = 1 << 30;

/// Sends frames until the connection is closed, takes no more, or enough was sent. Others are served meanwhile.
///
/// Where the answers are not read, a server may take no more until its writing is timed out.
fn flood(address: SocketAddr, flood: &Flood, is_read: bool) -> Taken {
    let (before, begun) = (resident(), worked());
    let mut stream = open(address, &flood.begin);
    let mut reader = stream.try_clone().expect("a descriptor");
    let reading = is_read.then(|| {
        std::thread::spawn(move || {
            let mut bytes = vec![0; PIECE];
            while let Ok(1..) = reader.read(&mut bytes) {}
        })
    });
    let (mut sent, mut most, mut is_closed, mut time, mut next_look) = (0, before, false, 0, 0);
    while !is_closed && sent < flood.most.unwrap_or(ENDLESS) {
        let mut piece = Vec::with_capacity(2 * PIECE);
        while piece.len() < PIECE {
            piece.extend((flood.frames)(time));
            time += 1;
        }
        is_closed = stream.write_all(&piece).is_err();
        sent += piece.len();
        if sent >= next_look {
            is_served(address);
            next_look = sent + (4 << 20);
        }
        most = most.max(resident());
    }
    is_served(address);
    assert!(is_closed || flood.most.is_some(), "{}: it is taken without end", flood.what);
    most = most.max(resident());
    let _ = stream.shutdown(Shutdown::Both);
    if let Some(reading) = reading {
        reading.join().expect("no panic");
    }
    Taken { sent, grown: most - before, worked: worked() - begun }
}

fn stream(time: u32) -> u32 {
    2 * time + 1
}

fn floods() -> Vec<Flood> {
    let begin = |flags, method, path| frame(HEADERS, flags, 1, request(method, path));
    let ended = |what, begin, frames| Flood { what, begin, frames, most: None };
    let once = |what, begin, frames| Flood { what, begin, frames, most: Some(8 << 20) };
    let indexed = [&[0x40], &block(&[("x", &"y".repeat(3000))])[1..]].concat();
    let bomb = frame(HEADERS, END_STREAM | END_HEADERS, 1, [request("GET", "/ping"), indexed].concat());
    vec![
        // `http.h2_resets`, and h2's limit of requests that were given up before they were seen
        ended("rapid reset", Vec::new(), |time| {
            let begin = frame(HEADERS, END_STREAM | END_HEADERS, stream(time), request("POST", "/work"));
            [begin, frame(RST_STREAM, 0, stream(time), 8_u32.to_be_bytes())].concat()
        }),
        // `http.h2_resets`, and h2's limit of resets that it makes itself
        ended("streams that the server must reset", Vec::new(), |time| {
            let begin = frame(HEADERS, END_HEADERS, stream(time), request("POST", "/length"));
            [begin, frame(WINDOW_UPDATE, 0, stream(time), 0x7fff_ffff_u32.to_be_bytes())].concat()
        }),
        // h2's limit of CONTINUATION frames, which follows from `http.header_limit`
        ended("continuations", begin(END_STREAM, "GET", "/ping"), |_| {
            frame(CONTINUATION, 0, 1, block(&[("x", &"y".repeat(16_000))]))
        }),
        ended("short continuations", begin(END_STREAM, "GET", "/ping"), |_| {
            frame(CONTINUATION, 0, 1, block(&[("x", "y")]))
        }),
        ended("empty continuations", begin(END_STREAM, "GET", "/ping"), |_| frame(CONTINUATION, 0, 1, [])),
        // h2's budget of DATA frames
        ended("empty data", begin(END_HEADERS, "POST", "/length"), |_| frame(DATA, 0, 1, [])),
        ended("padding", begin(END_HEADERS, "POST", "/length"), |_| frame(DATA, PADDED, 1, [3, 0, 0, 0])),
        // what a connection may say that is no request (`server/chatter.rs`)
        ended("pings", Vec::new(), |_| frame(PING, 0, 0, [7; 8])),
        ended("settings", Vec::new(), |_| frame(SETTINGS, 0, 0, [0, 4, 0, 0, 0xff, 0xff])),
        ended("priorities", Vec::new(), |_| frame(PRIORITY, 0, 1, [0, 0, 0, 3, 7])),
        ended("frames of an unknown kind", Vec::new(), |_| frame(0xbe, 0, 0, [7; 100])),
        // `http.header_limit`: far above it, h2 ends the connection; a little above, each is refused
        ended("a bomb of compressed fields", bomb.clone(), |time| bombs(time, END_STREAM | END_HEADERS, 12_000)),
        once("small bombs of compressed fields", bomb.clone(), |time| bombs(time, END_STREAM | END_HEADERS, 25)),
        // `http.h2_streams`: what is above it is refused, and h2 has a limit of refusals
        once("large heads whose bodies never come", bomb, |time| bombs(time, END_HEADERS, 20)),
        once("requests at once", Vec::new(), |time| {
            frame(HEADERS, END_STREAM | END_HEADERS, stream(time), request("POST", "/work"))
        }),
        // h2's budget of DATA frames, and the window
        ended("a body that nobody reads, byte by byte", begin(END_HEADERS, "POST", "/work"), |_| {
            frame(DATA, 0, 1, [7])
        }),
        ended("a body that nobody reads", begin(END_HEADERS, "POST", "/work"), |_| frame(DATA, 0, 1, [7; 16_000])),
    ]
}

/// A request in which a field of 3000 bytes stands as often as is said; each time takes a byte.
fn bombs(time: u32, flags: u8, fields: usize) -> Vec<u8> {
    let fields = vec![0x80 | 62; fields];
    frame(HEADERS, flags, stream(time + 1), [request("POST", "/length"), fields].concat())
}

/// Asks one after the other, and lets the server keep as large a table of fields as it likes (RFC 7541, section 4.2).
async fn ask_for_varied(address: SocketAddr, times: u32) {
    let stream = framework::tokio::net::TcpStream::connect(address).await.expect("it accepts");
    let mut client = h2::client::Builder::new();
    let handshake = client.header_table_size(u32::MAX).handshake::<_, bytes::Bytes>(stream);
    let (mut client, connection) = handshake.await.expect("a handshake");
    tokio::spawn(connection);
    for number in 0..times {
        let request = http::Request::get(format!("http://localhost/varied?number={number}")).body(());
        client = client.ready().await.expect("it is ready");
        let (answer, _) = client.send_request(request.expect("a request"), true).expect("it is sent");
        assert_eq!(answer.await.expect("an answer").headers()["x-varied"].len(), 1000);
    }
}

/// Bytes that a flood may add to the memory of the process. Measured is at most half a MiB, most of it once.
const MOST: usize = 4 << 20;

/// Processor time that a flood may take. Measured is less than a second: whether frames about the connection are too many
/// is looked at once in a second.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
fn floods_take_bounded_memory_and_time_and_others_are_served() {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).thread_name(SERVER).enable_all().build().expect("a runtime");
    let app = App::new().set("http.h2c", "on").listen("127.0.0.1:0");
    let server = runtime.block_on(app.start()).expect("it starts");
    let address = server.address().expect("an address");
    is_served(address); // what the first one allocates is no growth
    let first = resident();
    for one in floods() {
        for is_read in [true, false] {
            let taken = flood(address, &one, is_read);
            eprintln!("{} (answers are read: {is_read}): {taken:?}", one.what);
            assert!(taken.sent >= PIECE && taken.grown < MOST && taken.worked < LONGEST, "{}: {taken:?}", one.what);
        }
    }
    // The table of the compression stays as large as it is by default, whatever a client allows.
    let before = resident();
    runtime.block_on(ask_for_varied(address, 8000));
    let grown = resident().saturating_sub(before);
    eprintln!("answers for a table without end: {grown} bytes");
    assert!(grown < MOST, "{grown} bytes for a table without end");
    let grown = resident().saturating_sub(first);
    eprintln!("all: {grown} bytes");
    assert!(grown < 2 * MOST, "{grown} bytes are left of all of them");
    assert!(worked() > Duration::ZERO, "the threads of the server have another name");
    runtime.block_on(server.shutdown());
}
