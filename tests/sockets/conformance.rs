//! What the Autobahn test suite asks, in its groups: frames to an echo, and the expected reaction. `.ci/autobahn` runs the
//! suite itself, where it is installed.

use std::net::SocketAddr;

use crate::{
    client::{BINARY, CLOSE, Client, Heard, PING, PONG, TEXT, frame},
    started,
    websockets::app,
};

/// What is sent, in the pieces in which it is written.
type Pieces = Vec<Vec<u8>>;

/// What comes back: frames, and the code with which it ends. A case that ends well is closed by the client.
struct Case {
    name: &'static str,
    sent: Pieces,
    heard: Vec<Heard>,
    /// None: the client closes, and is answered in kind.
    code: Option<u16>,
}

fn case(name: &'static str, sent: impl IntoIterator<Item = Vec<u8>>, heard: &[(u8, &[u8])], code: Option<u16>) -> Case {
    let heard = heard.iter().map(|(first, payload)| Heard::Frame(*first, payload.to_vec())).collect();
    Case { name, sent: sent.into_iter().collect(), heard, code }
}

/// Byte by byte.
fn chopped(bytes: Vec<u8>) -> Pieces {
    bytes.into_iter().map(|byte| vec![byte]).collect()
}

async fn holds(address: SocketAddr, case: Case) {
    let Case { name, sent, heard, code } = case;
    let mut client = Client::open(address, "/ws/echo").await;
    for piece in &sent {
        client.raw(piece).await;
        if sent.len() > 3 {
            tokio::task::yield_now().await;
        }
    }
    for expected in heard {
        assert_eq!(client.hear().await, expected, "{name}");
    }
    let found = match code {
        None => client.close(1000).await,
        Some(_) => match client.hear().await {
            Heard::Frame(CLOSE, payload) => {
                client.send(CLOSE, &payload).await;
                payload.get(..2).map_or(1005, |code| u16::from_be_bytes([code[0], code[1]]))
            }
            other => panic!("{name}: {other:?}"),
        },
    };
    assert_eq!(found, code.unwrap_or(1000), "{name}");
    if code.is_some() {
        assert_eq!(client.hear().await, Heard::End, "{name}");
    }
}

fn close(code: u16, reason: &[u8]) -> Vec<u8> {
    frame(CLOSE, &[&code.to_be_bytes(), reason].concat())
}

fn cases() -> Vec<Case> {
    let long = vec![b'*'; 65_536];
    let kosme = "Hello-µ@ßöäüàá-UTF-8!!".as_bytes();
    let mut cases = vec![
        // 1: framing
        case("empty text", [frame(TEXT, b"")], &[(TEXT, b"")], None),
        case("text of 126 bytes", [frame(TEXT, &long[..126])], &[(TEXT, &long[..126])], None),
        case("text of 65,536 bytes", [frame(TEXT, &long)], &[(TEXT, &long)], None),
        case("the same in pieces", frame(TEXT, &long).chunks(997).map(<[u8]>::to_vec), &[(TEXT, &long)], None),
        case("bytes", [frame(BINARY, &[0xfe; 127])], &[(BINARY, &[0xfe; 127])], None),
        // 2: pings
        case("ping", [frame(PING, &[0xff; 125])], &[(PONG, &[0xff; 125])], None),
        case("ping of 126 bytes", [frame(PING, &[0xfe; 126])], &[], Some(1002)),
        case("ping byte by byte", chopped(frame(PING, &[0xfe; 125])), &[(PONG, &[0xfe; 125])], None),
        case("pong unasked, then ping", [frame(PONG, b"x"), frame(PING, b"y")], &[(PONG, b"y")], None),
        case(
            "ten pings",
            (0..10).map(|number| frame(PING, &[number])),
            &(0..10)
                .map(|number| (PONG, [[0], [1], [2], [3], [4], [5], [6], [7], [8], [9]][number].as_slice()))
                .collect::<Vec<_>>(),
            None,
        ),
        // 3: reserved bits
        case("reserved bit 1", [frame(TEXT | 0x10, b"x")], &[], Some(1002)),
        case(
            "message, then reserved bit 2",
            [frame(TEXT, b"x"), frame(TEXT | 0x20, b"y")],
            &[(TEXT, b"x")],
            Some(1002),
        ),
        case("ping with reserved bit 3", [frame(PING | 0x40, b"x")], &[], Some(1002)),
        case("close with reserved bits", [frame(CLOSE | 0x70, b"")], &[], Some(1002)),
        // 5: fragments
        case("fragmented ping", [frame(0x09, b"a"), frame(0x80, b"b")], &[], Some(1002)),
        case("fragments", [frame(0x01, b"a"), frame(0x80, b"b")], &[(TEXT, b"ab")], None),
        case(
            "ping between fragments",
            [frame(0x01, b"a"), frame(PING, b"p"), frame(0x80, b"b")],
            &[(PONG, b"p"), (TEXT, b"ab")],
            None,
        ),
        case("continuation of nothing", [frame(0x80, b"a"), frame(TEXT, b"b")], &[], Some(1002)),
        case("unfinished, then another", [frame(0x01, b"a"), frame(TEXT, b"b")], &[], Some(1002)),
        case(
            "text after the last fragment",
            [frame(0x01, b"a"), frame(0x80, b"b"), frame(0x00, b"c")],
            &[(TEXT, b"ab")],
            Some(1002),
        ),
        // 6: texts
        case("fragments of nothing", [frame(0x01, b""), frame(0x00, b""), frame(0x80, b"")], &[(TEXT, b"")], None),
        case(
            "characters across fragments",
            kosme.iter().enumerate().map(|(at, byte)| {
                let first = if at == 0 {
                    0x01
                } else if at == kosme.len() - 1 {
                    0x80
                } else {
                    0x00
                };
                frame(first, &[*byte])
            }),
            &[(TEXT, kosme)],
            None,
        ),
        case("wrong text", [frame(TEXT, b"\xce\xba\xed\xa0\x80edited")], &[], Some(1007)),
        case(
            "wrong at once in a later fragment",
            [frame(0x01, b"\xce\xba"), frame(0x00, b"\xf4\x90")],
            &[],
            Some(1007),
        ),
        case(
            "wrong at once within a frame",
            [frame(TEXT, b"\xce\xba\xf4\x90\x80\x80edited")[..10].to_vec()],
            &[],
            Some(1007),
        ),
        // 7: closing
        case("message, then close", [frame(TEXT, b"x"), close(1000, b"")], &[(TEXT, b"x")], Some(1000)),
        case("close twice", [close(1000, b""), close(1000, b"")], &[], Some(1000)),
        case("message after close", [close(1000, b""), frame(TEXT, b"x")], &[], Some(1000)),
        case("close within fragments", [frame(0x01, b"a"), close(1000, b""), frame(0x80, b"b")], &[], Some(1000)),
        case("close without a code", [frame(CLOSE, b"")], &[], Some(1005)),
        case("half a code", [frame(CLOSE, b"\x03")], &[], Some(1002)),
        case("a reason of 123 bytes", [close(1000, &[b'*'; 123])], &[], Some(1000)),
        case("a reason of 124 bytes", [close(1000, &[b'*'; 124])], &[], Some(1002)),
        case("a reason that is no text", [close(1000, b"\xce\xba\xed\xa0\x80")], &[], Some(1007)),
    ];
    let reserved = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15];
    cases.extend(reserved.map(|opcode| case("reserved opcode", [frame(0x80 | opcode, b"")], &[], Some(1002))));
    let valid = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1014, 3000, 3999, 4000, 4999];
    cases.extend(valid.map(|code| case("valid code", [close(code, b"bye")], &[], Some(code))));
    let invalid = [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];
    cases.extend(invalid.map(|code| case("invalid code", [close(code, b"")], &[], Some(1002))));
    cases
}

#[tokio::test]
async fn an_echo_reacts_to_every_case_as_the_rfc_has_it() {
    let server = started(app()).await;
    let address = server.address().expect("an address");
    for case in cases() {
        holds(address, case).await;
    }
    server.shutdown().await;
}

/// 9.7 and 9.8: many small messages, there and back.
#[tokio::test]
async fn a_thousand_messages_come_back_in_their_order() {
    let server = started(app()).await;
    let mut client = Client::open(server.address().expect("an address"), "/ws/echo").await;
    for number in 0..1000 {
        client.text(&format!("{number}")).await;
        if number % 10 == 9 {
            for number in number - 9..=number {
                client.hears_text(&format!("{number}")).await;
            }
        }
    }
    assert_eq!(client.close(1000).await, 1000);
    server.shutdown().await;
}
