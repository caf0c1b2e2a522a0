//! Floods: a connection that makes more work than it pays for is closed, and the others are served meanwhile.

use std::{
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::Duration,
};

use framework::{Server, prelude::*};

use crate::{
    ask, connect,
    frames::{
        CONTINUATION, DATA, END_HEADERS, END_STREAM, ENHANCE_YOUR_CALM, Frame, GOAWAY, HEADERS, PING, PRIORITY,
        RST_STREAM, SETTINGS, WINDOW_UPDATE, block, code, frame, request,
    },
    get,
    raw::Raw,
    started,
};

static BEGUN: AtomicUsize = AtomicUsize::new(0);

/// It goes on without its client.
#[post_mapping]
async fn work() {
    BEGUN.fetch_add(1, SeqCst);
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// Far more than is let through.
const ENDLESS: usize = 2_000_000;

/// Sends frames until the connection is closed, and says what came back. Somebody else is served meanwhile.
async fn flood(server: &Server, begin: Vec<u8>, frames: impl FnMut(usize) -> Vec<u8> + Send + 'static) -> Vec<Frame> {
    let mut raw = Raw::connect(server).await;
    raw.send(&begin).await;
    let flooding = tokio::spawn(raw.flood(ENDLESS, frames));
    let (mut other, _) = connect(server).await;
    while !flooding.is_finished() {
        let answer = ask(&mut other, get("/ping"), b"").await;
        assert_eq!(answer.text, "pong");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(ask(&mut other, get("/ping"), b"").await.text, "pong");
    flooding.await.expect("no panic")
}

fn stream(time: usize) -> u32 {
    u32::try_from(2 * time + 1).expect("a number")
}

/// It was told why, or closed without a word.
fn assert_calmed(frames: &[Frame]) {
    if let Some(told) = frames.iter().find(|frame| frame.kind == GOAWAY) {
        assert_eq!(code(told), ENHANCE_YOUR_CALM, "{told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rapid_reset() {
    let server = started(App::new()).await;
    let answers = flood(&server, Vec::new(), |time| {
        let begin = frame(HEADERS, END_STREAM | END_HEADERS, stream(time), request("POST", "/work"));
        [begin, frame(RST_STREAM, 0, stream(time), 8_u32.to_be_bytes())].concat()
    });
    assert_calmed(&answers.await);
    let begun = BEGUN.load(SeqCst);
    assert!(begun < 1000, "{begun} handlers were begun");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn made_you_reset() {
    let server = started(App::new()).await;
    let answers = flood(&server, Vec::new(), |time| {
        let begin = frame(HEADERS, END_HEADERS, stream(time), request("POST", "/length"));
        // The server resets a stream whose window grows beyond all (RFC 9113, section 6.9.1).
        [begin, frame(WINDOW_UPDATE, 0, stream(time), 0x7fff_ffff_u32.to_be_bytes())].concat()
    });
    let answers = answers.await;
    assert_calmed(&answers);
    let resets = answers.iter().filter(|frame| frame.kind == RST_STREAM).count();
    assert!(resets < 2000, "{resets} streams were reset");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn continuations() {
    let server = started(App::new()).await;
    for size in [1, 16_000] {
        let field = block(&[("x", &"y".repeat(size))]);
        let begin = frame(HEADERS, END_STREAM, 1, request("GET", "/ping"));
        let answers = flood(&server, begin, move |_| frame(CONTINUATION, 0, 1, &field)).await;
        assert_calmed(&answers);
    }
    // Frames of nothing.
    let begin = frame(HEADERS, END_STREAM, 1, request("GET", "/ping"));
    flood(&server, begin, |_| frame(CONTINUATION, 0, 1, [])).await;
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_data() {
    let server = started(App::new()).await;
    let begin = frame(HEADERS, END_HEADERS, 1, request("POST", "/length"));
    assert_calmed(&flood(&server, begin.clone(), |_| frame(DATA, 0, 1, [])).await);
    // Padding alone.
    assert_calmed(&flood(&server, begin, |_| frame(DATA, crate::frames::PADDED, 1, [3, 0, 0, 0])).await);
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_about_the_connection() {
    let server = started(App::new()).await;
    let settings = [[0, 4, 0, 0, 255, 255], [0, 4, 0, 1, 0, 0]].concat();
    let kinds: [(&str, Vec<u8>); 4] = [
        ("pings", frame(PING, 0, 0, [7; 8])),
        ("settings", frame(SETTINGS, 0, 0, settings)),
        ("priorities", frame(PRIORITY, 0, 1, [0, 0, 0, 3, 7])),
        ("unknown", frame(0xbe, 0, 0, [7; 100])),
    ];
    for (name, one) in kinds {
        let many = one.repeat(100);
        let begun = std::time::Instant::now();
        flood(&server, frame(HEADERS, END_STREAM | END_HEADERS, 1, request("GET", "/ping")), move |_| many.clone())
            .await;
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}: {:?}", begun.elapsed());
    }
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pings_whose_answers_nobody_reads() {
    let server = started(App::new().set("http.write_timeout", "500ms")).await;
    let mut raw = Raw::connect(&server).await;
    let many = frame(PING, 0, 0, [7; 8]).repeat(1000);
    let mut taken = 0;
    while raw.try_send(&many).await.is_ok() {
        taken += many.len();
        assert!(taken < 256 << 20, "it is taken without end");
    }
    server.shutdown().await;
}

/// One field in the table of the compression, and then a byte for each time that it stands in the request.
#[tokio::test(flavor = "multi_thread")]
async fn a_bomb_of_compressed_fields() {
    let server = started(App::new()).await;
    let mut raw = Raw::connect(&server).await;
    let name_and_value = block(&[("x", &"y".repeat(3000))]);
    let indexed = [&[0x40], &name_and_value[1..]].concat();
    let bomb = [request("GET", "/ping"), indexed, vec![0x80 | 62; 12_000]].concat();
    raw.send(&frame(HEADERS, END_STREAM | END_HEADERS, 1, bomb)).await;
    // 431, a reset, or the end: 36 MB of fields reach no handler.
    let answer = raw.next().await;
    let is_served = answer.as_ref().is_some_and(|answer| answer.kind == HEADERS && answer.payload[0] == 0x88);
    assert!(!is_served, "{answer:?}");
    let (mut other, _) = connect(&server).await;
    assert_eq!(ask(&mut other, get("/ping"), b"").await.text, "pong");
    server.shutdown().await;
}
