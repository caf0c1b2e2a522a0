//! The reactions that RFC 9113 and RFC 7541 ask for, section by section: frames, and what must come back.

mod cases;

use framework::prelude::*;

use crate::{
    frames::{ACK, DATA, Frame, GOAWAY, HEADERS, PING, RST_STREAM, SETTINGS, WINDOW_UPDATE, code, frame, get},
    raw::Raw,
    started,
};
use cases::{
    Expected::{self, Answer, Connection, Refusal, Stream},
    frames_and_streams, number, requests, setting, what_is_right,
};

/// Cases in which nothing ends that should; the list may only shrink. The field is dropped, and nobody sees it.
const SERVED: &[&str] = &["8.3 a pseudo-field in trailers"];

/// Cases in which what must end does, under another code; the list may only shrink.
const NAMED_OTHERWISE: &[&str] = &[
    "4.3 fields that are none",
    "5.1 data behind the end",
    "5.1 fields behind the end",
    "5.1 fields after a reset",
    "6.3 a priority of another length",
    "6.4 an end of another length",
    "6.5 an acknowledgement with settings",
    "6.5 settings of another length",
    "6.5.2 a window that is too large",
    "6.7 a ping of another length",
    "6.9 a window of another length",
    "7541 2.3.3 an index beyond the tables",
    "7541 2.3.3 a name beyond the tables",
    "7541 4.2 a size of the table behind fields",
    "7541 5.1 a number beyond all",
    "7541 5.2 Huffman padded with more than seven bits",
    "7541 5.2 Huffman padded with zeros",
    "7541 5.2 Huffman with the symbol of the end",
    "7541 6.1 the index 0",
    "7541 6.3 a table larger than allowed",
];

/// Waits for what is expected; `Err` of what came instead.
async fn reaction(raw: &mut Raw, expected: &Expected) -> Result<(), Option<Frame>> {
    let (mut answered, mut ponged) = (false, false);
    loop {
        let frame = raw.next().await;
        let ended = frame.as_ref().filter(|frame| matches!(frame.kind, GOAWAY | RST_STREAM));
        let is_one_of = |codes: &[u32]| ended.is_none_or(|ended| codes.contains(&code(ended)));
        match (&frame, expected) {
            (Some(Frame { kind: PING, flags: ACK, payload, .. }), Answer) => ponged |= *payload == [9; 8],
            (Some(Frame { kind: HEADERS, payload, .. }), Answer) => answered |= payload[0] == 0x88,
            (Some(Frame { kind: GOAWAY, .. }) | None, Connection(codes) | Stream(codes) | Refusal(codes)) => {
                return if is_one_of(codes) { Ok(()) } else { Err(frame) };
            }
            (Some(Frame { kind: RST_STREAM, .. }), Stream(codes) | Refusal(codes)) if is_one_of(codes) => return Ok(()),
            (Some(Frame { kind: HEADERS, payload, .. }), Refusal(_)) if payload[0] == 0x8c => return Ok(()), // 400
            // `/slow` answers behind what is to come of it.
            (Some(Frame { kind: HEADERS, .. }), Connection(_) | Stream(_) | Refusal(_)) => return Err(frame),
            (Some(Frame { kind: GOAWAY | RST_STREAM, .. }) | None, _) => return Err(frame),
            _ => {}
        }
        if answered && ponged {
            return Ok(()); // the connection goes on
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_frame_has_the_reaction_of_its_section() {
    let server = started(App::new()).await;
    let (mut served, mut named_otherwise, mut wrong, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (name, frames, expected) in what_is_right().into_iter().chain(frames_and_streams()).chain(requests()) {
        let mut raw = Raw::connect(&server).await;
        raw.send(&frames).await;
        raw.send(&frame(PING, 0, 0, [9; 8])).await;
        count += 1;
        match (reaction(&mut raw, &expected).await, &expected) {
            (Ok(()), _) => {}
            (Err(Some(Frame { kind: HEADERS, .. })), Connection(_) | Stream(_) | Refusal(_)) => served.push(name),
            (Err(Some(Frame { kind: GOAWAY, .. })), Connection(_) | Stream(_) | Refusal(_)) => {
                named_otherwise.push(name)
            }
            (Err(Some(Frame { kind: RST_STREAM, .. })), Stream(_) | Refusal(_)) => named_otherwise.push(name),
            (Err(other), _) => wrong.push((name, other)),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(served, SERVED);
    // A code may be lost with what was not read before the end.
    named_otherwise.retain(|name| !NAMED_OTHERWISE.contains(name));
    assert!(named_otherwise.is_empty(), "{named_otherwise:?}");
    assert!(count > 90, "only {count} cases");
    server.shutdown().await;
}

#[tokio::test]
async fn pings_and_settings_are_answered() {
    let server = started(App::new()).await;
    let mut raw = Raw::connect(&server).await;
    raw.send(&frame(PING, 0, 0, *b"12345678")).await;
    let answer = raw.next_of(PING).await.expect("an answer");
    assert_eq!((answer.flags, answer.payload.as_slice()), (ACK, b"12345678".as_slice()));
    raw.send(&setting(4, 1)).await;
    assert_eq!(raw.next_of(SETTINGS).await.expect("an answer").flags, ACK);
    // With a window of one byte, an answer comes byte by byte (6.9.1).
    raw.send(&get(1, "/ping")).await;
    for byte in b"pong" {
        assert_eq!(raw.next_of(DATA).await.expect("a byte").payload, [*byte]);
        raw.send(&frame(WINDOW_UPDATE, 0, 1, number(1))).await;
    }
    server.shutdown().await;
}
