//! Frames as clients send them, and as they should not.

use proptest::prelude::*;

use super::*;

/// A frame as a client sends it.
fn sent(first: u8, payload: &[u8]) -> Vec<u8> {
    let mask = [0x12, 0xf4, 0x56, 0x08];
    let mut head = BytesMut::new();
    write_head(Opcode::Text, payload.len(), &mut head);
    head[0] = first;
    head[1] |= 0x80;
    let masked = payload.iter().enumerate().map(|(at, byte)| byte ^ mask[at & 3]);
    head.iter().copied().chain(mask).chain(masked).collect()
}

/// Everything that is read when it comes in pieces of so many bytes.
fn read(bytes: &[u8], piece: usize) -> (Vec<Event>, Option<Violation>) {
    let mut decoder = Decoder::new(1000, 1000);
    let mut events = Vec::new();
    for mut piece in bytes.chunks(piece) {
        loop {
            match decoder.decode(&mut piece) {
                Ok(Some(event)) => events.push(event),
                Ok(None) => break,
                Err(violation) => return (events, Some(violation)),
            }
        }
        assert!(piece.is_empty(), "all of it is taken");
    }
    (events, None)
}

#[test]
fn messages_and_what_stands_between_their_frames_are_read_in_any_pieces() {
    let bytes: Vec<u8> = [
        sent(0x01, "κό".as_bytes()),
        sent(0x89, b"ping"),
        sent(0x00, b""),
        sent(0x80, "σμε".as_bytes()),
        sent(0x82, &[7; 300]),
        sent(0x8a, b""),
        sent(0x81, b""),
        sent(0x88, b"\x03\xe8bye"),
    ]
    .concat();
    let expected = [
        Event::Ping("ping".into()),
        Event::Text("κόσμε".to_owned()),
        Event::Binary(vec![7; 300].into()),
        Event::Pong,
        Event::Text(String::new()),
        Event::Close(Some((1000, "bye".to_owned()))),
    ];
    for piece in [1, 2, 3, 7, 64, bytes.len()] {
        assert_eq!(read(&bytes, piece), (expected.as_slice().iter().map(copy).collect(), None), "{piece}");
    }
}

fn copy(event: &Event) -> Event {
    match event {
        Event::Text(text) => Event::Text(text.clone()),
        Event::Binary(bytes) => Event::Binary(bytes.clone()),
        Event::Ping(bytes) => Event::Ping(bytes.clone()),
        Event::Pong => Event::Pong,
        Event::Close(code) => Event::Close(code.clone()),
    }
}

#[test]
fn what_breaks_the_protocol_is_refused_with_its_code() {
    let mut long = sent(0x81, b"abc");
    long.splice(1..2, [0x80 | 126, 0, 3]);
    let mut longer = sent(0x82, b"abc");
    longer.splice(1..2, [0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 3]);
    let mut endless = sent(0x82, b"");
    endless.splice(1..2, [0x80 | 127, 0x80, 0, 0, 0, 0, 0, 0, 0]);
    let unmasked = vec![0x81, 0x01, b'a'];
    let cases: Vec<(&str, Vec<u8>, u16)> = vec![
        ("reserved bit", sent(0xc1, b"a"), 1002),
        ("reserved opcode", sent(0x83, b"a"), 1002),
        ("reserved control opcode", sent(0x8b, b"a"), 1002),
        ("continuation of nothing", sent(0x80, b"a"), 1002),
        ("new message within another", [sent(0x01, b"a"), sent(0x81, b"b")].concat(), 1002),
        ("fragmented ping", sent(0x09, b"a"), 1002),
        ("long ping", sent(0x89, &[0; 126]), 1002),
        ("not masked", unmasked, 1002),
        ("length in too many bytes", long, 1002),
        ("length in eight bytes", longer, 1002),
        ("length beyond 63 bits", endless, 1002),
        ("frame too big", sent(0x82, &[0; 1001]), 1009),
        ("message too big", [sent(0x02, &[0; 600]), sent(0x80, &[0; 401])].concat(), 1009),
        ("close code of one byte", sent(0x88, b"\x03"), 1002),
        ("close code 1005", sent(0x88, b"\x03\xed"), 1002),
        ("close code 5000", sent(0x88, b"\x13\x88"), 1002),
        ("reason that is no text", sent(0x88, b"\x03\xe8\xff"), 1007),
        ("no text", sent(0x81, b"\xff"), 1007),
        ("half a character at the end", sent(0x81, b"\xce"), 1007),
        ("surrogate", sent(0x81, b"\xed\xa0\x80"), 1007),
    ];
    for (what, bytes, code) in cases {
        for piece in [1, bytes.len()] {
            let (events, violation) = read(&bytes, piece);
            assert!(events.is_empty(), "{what}: {events:?}");
            assert_eq!(violation.map(|violation| violation.code), Some(code), "{what}");
        }
    }
}

#[test]
fn a_text_is_refused_at_its_first_wrong_byte_also_within_a_frame() {
    // "κόσμε", then a surrogate; each byte is judged when it comes.
    let bytes = sent(0x81, "κόσμε\u{0}".as_bytes());
    let mut wrong = sent(0x81, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xf4\x90\x80\x80edited");
    let mut decoder = Decoder::new(1000, 1000);
    assert_eq!(decoder.decode(&mut &bytes[..8]), Ok(None));
    let mut decoder = Decoder::new(1000, 1000);
    let rest = wrong.split_off(6 + 8);
    assert_eq!(decoder.decode(&mut wrong.as_slice()), Ok(None));
    assert_eq!(decoder.decode(&mut &rest[..1]), Err(NOT_UTF8), "f4 90 begins no character");
}

#[test]
fn a_client_reads_what_a_server_writes_and_nothing_masked() {
    let mut bytes = BytesMut::new();
    write_head(Opcode::Text, 300, &mut bytes);
    bytes.put_bytes(b'a', 300);
    write_head(Opcode::Ping, 0, &mut bytes);
    write_head(Opcode::Close, 5, &mut bytes);
    bytes.put_slice(b"\x03\xe9bye");
    let mut decoder = Decoder::of_server();
    let events: Vec<_> =
        bytes.iter().filter_map(|byte| decoder.decode(&mut [*byte].as_slice()).expect("right")).collect();
    let closed = Event::Close(Some((1001, "bye".to_owned())));
    assert_eq!(events, [Event::Text("a".repeat(300)), Event::Ping(Bytes::new()), closed]);
    let masked = Decoder::of_server().decode(&mut sent(0x81, b"a").as_slice());
    assert_eq!(masked.map_err(|violation| violation.code), Err(code::PROTOCOL));
}

#[test]
fn a_reason_is_cut_between_characters() {
    assert_eq!(close(1000, "").as_ref(), [3, 232]);
    assert_eq!(close(1000, &"é".repeat(100)).len(), 2 + 122);
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), piece in 1..50usize) {
        read(&bytes, piece);
    }

    #[test]
    fn what_is_sent_is_read(payload in proptest::collection::vec(any::<u8>(), 0..700), piece in 1..50usize) {
        let read = read(&sent(0x82, &payload), piece);
        prop_assert_eq!(read, (vec![Event::Binary(payload.into())], None));
    }
}
