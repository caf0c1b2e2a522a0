//! Frames, and what must come back, by the sections of RFC 9113 and RFC 7541.

use crate::frames::{
    ACK, COMPRESSION_ERROR, CONTINUATION, DATA, END_HEADERS, END_STREAM, FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR, GOAWAY,
    HEADERS, PADDED, PING, PRIORITIZED, PRIORITY, PROTOCOL_ERROR, PUSH_PROMISE, RST_STREAM, SETTINGS, STREAM_CLOSED,
    WINDOW_UPDATE, block, frame, get, request,
};

/// What must come back.
pub(super) enum Expected {
    /// An answer on the last stream, 200, and the connection goes on.
    Answer,
    /// The connection ends, with one of these codes if it says why.
    Connection(&'static [u32]),
    /// The stream ends, or the connection, with one of these codes if it says why.
    Stream(&'static [u32]),
    /// A stream that ends so, or an answer that refuses the request (4xx).
    Refusal(&'static [u32]),
}

use Expected::{Answer, Connection, Refusal, Stream};

pub(super) type Case = (&'static str, Vec<u8>, Expected);

/// A request on the stream 1 whose body is to come.
fn open() -> Vec<u8> {
    frame(HEADERS, END_HEADERS, 1, request("POST", "/length"))
}

fn fields(flags: u8, fields: &[(&str, &str)]) -> Vec<u8> {
    frame(HEADERS, flags, 1, block(fields))
}

const WHOLE: u8 = END_STREAM | END_HEADERS;
const COMMON: [(&str, &str); 4] =
    [(":method", "GET"), (":scheme", "http"), (":path", "/ping"), (":authority", "localhost")];

fn with(more: &[(&str, &str)]) -> Vec<u8> {
    fields(WHOLE, &[&COMMON, more].concat())
}

/// The common fields without one of them.
fn without(name: &str) -> Vec<u8> {
    let left: Vec<_> = COMMON.into_iter().filter(|(other, _)| *other != name).collect();
    fields(WHOLE, &left)
}

pub(super) fn number(value: u32) -> [u8; 4] {
    value.to_be_bytes()
}

pub(super) fn setting(id: u16, value: u32) -> Vec<u8> {
    frame(SETTINGS, 0, 0, [&id.to_be_bytes()[..], &number(value)].concat())
}

pub(super) fn what_is_right() -> Vec<Case> {
    let get_block = request("GET", "/ping");
    let (begin, rest) = get_block.split_at(5);
    let end = frame(DATA, END_STREAM, 1, "abc");
    let case = |name, frames: &[Vec<u8>]| (name, frames.concat(), Answer);
    vec![
        case("a request", &[get(1, "/ping")]),
        case("a request with a body", &[open(), end.clone()]),
        case(
            "a body in parts, one of them empty",
            &[open(), frame(DATA, 0, 1, "a"), frame(DATA, 0, 1, ""), end.clone()],
        ),
        case("a padded part", &[open(), frame(DATA, PADDED | END_STREAM, 1, b"\x03abc\0\0\0")]),
        case("padded fields", &[frame(HEADERS, PADDED | WHOLE, 1, [&[2], &get_block[..], &[0, 0]].concat())]),
        case(
            "fields with a priority",
            &[frame(HEADERS, PRIORITIZED | WHOLE, 1, [&[0, 0, 0, 0, 9], &get_block[..]].concat())],
        ),
        case(
            "fields in parts",
            &[
                frame(HEADERS, END_STREAM, 1, begin),
                frame(CONTINUATION, 0, 1, &rest[..9]),
                frame(CONTINUATION, END_HEADERS, 1, &rest[9..]),
            ],
        ),
        case("trailers", &[open(), frame(DATA, 0, 1, "abc"), fields(WHOLE, &[("x", "y")])]),
        case("a priority of a stream that is not there", &[frame(PRIORITY, 0, 7, [0, 0, 0, 0, 9]), get(1, "/ping")]),
        case(
            "windows that grow",
            &[frame(WINDOW_UPDATE, 0, 0, number(9)), open(), frame(WINDOW_UPDATE, 0, 1, number(9)), end.clone()],
        ),
        case("a ping that is an answer", &[frame(PING, ACK, 0, [1; 8]), get(1, "/ping")]),
        case("a frame of an unknown kind (5.5)", &[frame(0xfe, 0xff, 0, [1; 9]), get(1, "/ping")]),
        case("an unknown setting (6.5.2)", &[setting(0xff, 1), get(1, "/ping")]),
        case("unknown flags (4.1)", &[frame(PING, 0xfe, 0, [1; 8]), get(1, "/ping")]),
        case("a stream after one that was given up", &[open(), frame(RST_STREAM, 0, 1, number(8)), get(3, "/ping")]),
        case("the reserved bit (4.1)", &[frame(HEADERS, WHOLE, 1 | 1 << 31, request("GET", "/ping"))]),
        case(
            "fields from the static table, and one for the dynamic one",
            &[
                // :method GET, :scheme http, :path and :authority as literals to be indexed (RFC 7541, 6.2.1)
                frame(HEADERS, WHOLE, 1, [&[0x82, 0x86, 0x44, 5], &b"/ping"[..], &[0x41, 1, b'a']].concat()),
                frame(HEADERS, WHOLE, 3, [0x82, 0x86, 0x80 | 63, 0x80 | 62]),
            ],
        ),
        case(
            "a field that is never indexed (RFC 7541, 6.2.3)",
            &[frame(HEADERS, WHOLE, 1, [&get_block[..], &[0x10, 1, b'x', 1, b'y']].concat())],
        ),
        case(
            "a value in the code of Huffman (RFC 7541, 5.2)",
            &[
                frame(HEADERS, WHOLE, 1, [&get_block[..], &[0, 1, b'x', 0x81, 0x07]].concat()), // "0", padded with ones
            ],
        ),
        case(
            "a size of the table at the beginning (RFC 7541, 6.3)",
            &[frame(HEADERS, WHOLE, 1, [&[0x20], &get_block[..]].concat())],
        ),
    ]
}

pub(super) fn frames_and_streams() -> Vec<Case> {
    let block_of = request("GET", "/ping");
    let half = frame(HEADERS, END_STREAM, 1, &block_of[..9]);
    let all = |frames: &[Vec<u8>]| frames.concat();
    vec![
        (
            "4.2 a part of a body that is too large",
            all(&[open(), frame(DATA, END_STREAM, 1, [0; 16_385])]),
            Stream(&[FRAME_SIZE_ERROR]),
        ),
        ("4.2 fields that are too large", frame(HEADERS, WHOLE, 1, [0; 16_385]), Connection(&[FRAME_SIZE_ERROR])),
        ("4.3 fields that are none", frame(HEADERS, WHOLE, 1, [0x40, 1, 2, 3]), Connection(&[COMPRESSION_ERROR])),
        (
            "4.3 a priority among fields",
            all(&[half.clone(), frame(PRIORITY, 0, 1, [0, 0, 0, 0, 9])]),
            Connection(&[PROTOCOL_ERROR]),
        ),
        ("4.3 another stream among fields", all(&[half.clone(), get(3, "/ping")]), Connection(&[PROTOCOL_ERROR])),
        ("5.1 data of an idle stream", frame(DATA, END_STREAM, 1, "a"), Connection(&[PROTOCOL_ERROR])),
        ("5.1 the end of an idle stream", frame(RST_STREAM, 0, 1, number(8)), Connection(&[PROTOCOL_ERROR])),
        ("5.1 a window of an idle stream", frame(WINDOW_UPDATE, 0, 1, number(9)), Connection(&[PROTOCOL_ERROR])),
        (
            "5.1 more fields of an idle stream",
            frame(CONTINUATION, END_HEADERS, 1, &block_of),
            Connection(&[PROTOCOL_ERROR]),
        ),
        ("5.1 data behind the end", all(&[get(1, "/slow"), frame(DATA, END_STREAM, 1, "a")]), Stream(&[STREAM_CLOSED])),
        ("5.1 fields behind the end", all(&[get(1, "/slow"), get(1, "/slow")]), Stream(&[STREAM_CLOSED])),
        (
            "5.1 more fields behind the end",
            all(&[get(1, "/slow"), frame(CONTINUATION, END_HEADERS, 1, &block_of)]),
            Connection(&[STREAM_CLOSED, PROTOCOL_ERROR]),
        ),
        (
            "5.1 data after a reset",
            all(&[open(), frame(RST_STREAM, 0, 1, number(8)), frame(DATA, END_STREAM, 1, "a")]),
            Stream(&[STREAM_CLOSED]),
        ),
        (
            "5.1 fields after a reset",
            all(&[open(), frame(RST_STREAM, 0, 1, number(8)), get(1, "/ping")]),
            Stream(&[STREAM_CLOSED]),
        ),
        ("5.1.1 a stream of even number", get(2, "/ping"), Connection(&[PROTOCOL_ERROR])),
        ("5.1.1 a stream of lower number", all(&[get(5, "/slow"), get(3, "/ping")]), Connection(&[PROTOCOL_ERROR])),
        (
            "5.3.1 fields that depend on themselves",
            frame(HEADERS, PRIORITIZED | WHOLE, 1, [&[0, 0, 0, 1, 9], &block_of[..]].concat()),
            Stream(&[PROTOCOL_ERROR]),
        ),
        (
            "5.3.1 a priority that depends on itself",
            all(&[open(), frame(PRIORITY, 0, 1, [0, 0, 0, 1, 9])]),
            Stream(&[PROTOCOL_ERROR]),
        ),
        (
            "5.5 an unknown frame among fields",
            all(&[half.clone(), frame(0xfe, 0, 0, [1; 8])]),
            Connection(&[PROTOCOL_ERROR]),
        ),
        ("6.1 data of the stream 0", frame(DATA, END_STREAM, 0, "a"), Connection(&[PROTOCOL_ERROR])),
        (
            "6.1 padding longer than the frame",
            all(&[open(), frame(DATA, PADDED | END_STREAM, 1, [9, 1, 2])]),
            Connection(&[PROTOCOL_ERROR]),
        ),
        ("6.2 fields of the stream 0", frame(HEADERS, WHOLE, 0, &block_of), Connection(&[PROTOCOL_ERROR])),
        (
            "6.2 padding longer than the frame",
            frame(HEADERS, PADDED | WHOLE, 1, [9, 1, 2]),
            Connection(&[PROTOCOL_ERROR]),
        ),
        ("6.3 a priority of the stream 0", frame(PRIORITY, 0, 0, [0, 0, 0, 0, 9]), Connection(&[PROTOCOL_ERROR])),
        (
            "6.3 a priority of another length",
            all(&[open(), frame(PRIORITY, 0, 1, [0; 4])]),
            Stream(&[FRAME_SIZE_ERROR]),
        ),
        ("6.4 the end of the stream 0", frame(RST_STREAM, 0, 0, number(8)), Connection(&[PROTOCOL_ERROR])),
        (
            "6.4 an end of another length",
            all(&[open(), frame(RST_STREAM, 0, 1, [0; 3])]),
            Connection(&[FRAME_SIZE_ERROR]),
        ),
        ("6.5 an acknowledgement with settings", frame(SETTINGS, ACK, 0, [0; 6]), Connection(&[FRAME_SIZE_ERROR])),
        ("6.5 settings of a stream", frame(SETTINGS, 0, 1, [0, 3, 0, 0, 0, 9]), Connection(&[PROTOCOL_ERROR])),
        ("6.5 settings of another length", frame(SETTINGS, 0, 0, [0; 5]), Connection(&[FRAME_SIZE_ERROR])),
        ("6.5.2 push that is neither on nor off", setting(2, 2), Connection(&[PROTOCOL_ERROR])),
        ("6.5.2 a window that is too large", setting(4, 1 << 31), Connection(&[FLOW_CONTROL_ERROR])),
        ("6.5.2 frames that are too small", setting(5, 16_383), Connection(&[PROTOCOL_ERROR])),
        ("6.5.2 frames that are too large", setting(5, 1 << 24), Connection(&[PROTOCOL_ERROR])),
        ("6.7 a ping of a stream", frame(PING, 0, 1, [1; 8]), Connection(&[PROTOCOL_ERROR])),
        ("6.7 a ping of another length", frame(PING, 0, 0, [1; 6]), Connection(&[FRAME_SIZE_ERROR])),
        ("6.8 the end of all on a stream", frame(GOAWAY, 0, 1, [0; 8]), Connection(&[PROTOCOL_ERROR])),
        ("6.9 a window that grows by nothing", frame(WINDOW_UPDATE, 0, 0, number(0)), Connection(&[PROTOCOL_ERROR])),
        (
            "6.9 a stream's window that grows by nothing",
            all(&[open(), frame(WINDOW_UPDATE, 0, 1, number(0))]),
            Stream(&[PROTOCOL_ERROR]),
        ),
        ("6.9 a window of another length", frame(WINDOW_UPDATE, 0, 0, [0; 3]), Connection(&[FRAME_SIZE_ERROR])),
        (
            "6.9.1 a window beyond all",
            frame(WINDOW_UPDATE, 0, 0, number(0x7fff_ffff)).repeat(2),
            Connection(&[FLOW_CONTROL_ERROR]),
        ),
        (
            "6.9.1 a stream's window beyond all",
            all(&[open(), frame(WINDOW_UPDATE, 0, 1, number(0x7fff_ffff)).repeat(2)]),
            Stream(&[FLOW_CONTROL_ERROR]),
        ),
        (
            "6.9.2 a window that grows beyond all by a setting",
            all(&[open(), frame(WINDOW_UPDATE, 0, 1, number(0x7fff_0000)), setting(4, 0x7fff_ffff)]),
            Connection(&[FLOW_CONTROL_ERROR]),
        ),
        (
            "6.10 more fields behind the last",
            all(&[get(1, "/slow"), frame(CONTINUATION, END_HEADERS, 1, &block_of)]),
            Connection(&[PROTOCOL_ERROR, STREAM_CLOSED]),
        ),
        (
            "6.10 more fields of the stream 0",
            all(&[half.clone(), frame(CONTINUATION, END_HEADERS, 0, &block_of[9..])]),
            Connection(&[PROTOCOL_ERROR]),
        ),
        (
            "6.10 more fields of another stream",
            all(&[half, frame(CONTINUATION, END_HEADERS, 3, &block_of[9..])]),
            Connection(&[PROTOCOL_ERROR]),
        ),
        (
            "6.10 more fields behind data",
            all(&[open(), frame(DATA, 0, 1, "a"), frame(CONTINUATION, END_HEADERS, 1, &block_of)]),
            Connection(&[PROTOCOL_ERROR]),
        ),
        (
            "8.4 a promise of a client",
            all(&[get(1, "/slow"), frame(PUSH_PROMISE, END_HEADERS, 1, [&number(2), &block_of[..]].concat())]),
            Connection(&[PROTOCOL_ERROR]),
        ),
    ]
}

pub(super) fn requests() -> Vec<Case> {
    let malformed = || Refusal(&[PROTOCOL_ERROR]);
    let compressed = |bytes: &[u8]| frame(HEADERS, WHOLE, 1, [&request("GET", "/ping"), bytes].concat());
    let length = |value: &str| {
        let fields = [("content-length", value)];
        frame(HEADERS, END_HEADERS, 1, [request("POST", "/length"), block(&fields)].concat())
    };
    vec![
        (
            "8.1 a second block of fields that does not end the stream",
            [open(), fields(END_HEADERS, &[("x", "y")])].concat(),
            malformed(),
        ),
        ("8.2.1 a name in capitals", with(&[("X-Test", "y")]), malformed()),
        ("8.2.1 a line end in a value", with(&[("x", "a\r\nb")]), malformed()),
        ("8.2.1 NUL in a value", with(&[("x", "a\0b")]), malformed()),
        ("8.2.2 a field of the connection", with(&[("connection", "keep-alive")]), malformed()),
        ("8.2.2 a coding of HTTP/1.1", with(&[("transfer-encoding", "chunked")]), malformed()),
        ("8.2.2 TE with anything but trailers", with(&[("te", "trailers, deflate")]), malformed()),
        ("8.3 an unknown pseudo-field", fields(WHOLE, &[&[(":test", "y")], &COMMON[..]].concat()), malformed()),
        ("8.3 a pseudo-field of answers", fields(WHOLE, &[&[(":status", "200")], &COMMON[..]].concat()), malformed()),
        ("8.3 a pseudo-field behind a field", fields(WHOLE, &[&[("x", "y")], &COMMON[..]].concat()), malformed()),
        ("8.3 a pseudo-field in trailers", [open(), fields(WHOLE, &[(":method", "POST")])].concat(), malformed()),
        ("8.3.1 an empty path", fields(WHOLE, &[COMMON[0], COMMON[1], (":path", ""), COMMON[3]]), malformed()),
        ("8.3.1 no method", without(":method"), malformed()),
        ("8.3.1 no scheme", without(":scheme"), malformed()),
        ("8.3.1 no path", without(":path"), malformed()),
        ("8.3.1 two methods", fields(WHOLE, &[&COMMON[..1], &COMMON[..]].concat()), malformed()),
        ("8.3.1 two schemes", fields(WHOLE, &[&COMMON[1..2], &COMMON[..]].concat()), malformed()),
        ("8.3.1 two paths", fields(WHOLE, &[&COMMON[2..3], &COMMON[..]].concat()), malformed()),
        ("8.1.1 a length that is another", [length("1"), frame(DATA, END_STREAM, 1, "abc")].concat(), malformed()),
        (
            "8.1.1 a length that is another, in parts",
            [length("1"), frame(DATA, 0, 1, "ab"), frame(DATA, END_STREAM, 1, "c")].concat(),
            malformed(),
        ),
        ("8.1.1 a length and no body", fields(WHOLE, &[&COMMON[..], &[("content-length", "3")]].concat()), malformed()),
        ("7541 2.3.3 an index beyond the tables", compressed(&[0x80 | 70]), Connection(&[COMPRESSION_ERROR])),
        ("7541 2.3.3 a name beyond the tables", compressed(&[0x40 | 63, 0]), Connection(&[COMPRESSION_ERROR])),
        ("7541 4.2 a size of the table behind fields", compressed(&[0x21]), Connection(&[COMPRESSION_ERROR])),
        (
            "7541 5.1 a number beyond all",
            compressed(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
            Connection(&[COMPRESSION_ERROR]),
        ),
        (
            "7541 5.2 Huffman padded with more than seven bits",
            compressed(&[0, 1, b'x', 0x82, 0x07, 0xff]),
            Connection(&[COMPRESSION_ERROR]),
        ),
        ("7541 5.2 Huffman padded with zeros", compressed(&[0, 1, b'x', 0x81, 0x00]), Connection(&[COMPRESSION_ERROR])),
        (
            "7541 5.2 Huffman with the symbol of the end",
            compressed(&[0, 1, b'x', 0x84, 0xff, 0xff, 0xff, 0xff]),
            Connection(&[COMPRESSION_ERROR]),
        ),
        ("7541 6.1 the index 0", compressed(&[0x80]), Connection(&[COMPRESSION_ERROR])),
        (
            "7541 6.3 a table larger than allowed",
            frame(HEADERS, WHOLE, 1, [&[0x3f, 0xe2, 0x1f], &request("GET", "/ping")[..]].concat()),
            Connection(&[COMPRESSION_ERROR]),
        ),
    ]
}
