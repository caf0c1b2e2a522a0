use std::borrow::Cow;

use framework_pattern::{DecodeError, decode_rest, decode_segment, nearest};

#[test]
fn a_segment_is_decoded_once() {
    let cases = [
        ("", Ok("")),
        ("a+b", Ok("a+b")),
        ("产", Ok("产")),
        ("%61", Ok("a")),
        ("%2f%5C", Ok("/\\")),
        ("%252F", Ok("%2F")),
        ("%E4%BA%a7x", Ok("产x")),
        ("%00", Ok("\0")),
        ("%", Err(DecodeError::Percent { position: 0 })),
        ("a%b", Err(DecodeError::Percent { position: 1 })),
        ("ä%g0", Err(DecodeError::Percent { position: 2 })),
        ("%-1", Err(DecodeError::Percent { position: 0 })),
        ("%%41", Err(DecodeError::Percent { position: 0 })),
        ("%FF", Err(DecodeError::Utf8)),
        ("%C0%AF", Err(DecodeError::Utf8)),
        ("%E4%BA", Err(DecodeError::Utf8)),
        ("%ED%A0%80", Err(DecodeError::Utf8)),
    ];
    for (raw, expected) in cases {
        assert_eq!(decode_segment(raw).as_deref(), expected.as_ref().copied(), "{raw}");
    }
}

#[test]
fn a_rest_keeps_slashes_and_backslashes_encoded() {
    let cases = [
        ("a/b", Ok("a/b")),
        ("a%20b/%61", Ok("a b/a")),
        ("%2f%2F%5c%5C", Ok("%2f%2F%5c%5C")),
        ("%2g", Err(DecodeError::Percent { position: 0 })),
        ("%2F%FF", Err(DecodeError::Utf8)),
    ];
    for (raw, expected) in cases {
        assert_eq!(decode_rest(raw).as_deref(), expected.as_ref().copied(), "{raw}");
    }
}

#[test]
fn nothing_is_allocated_when_nothing_is_encoded() {
    assert!(matches!(decode_segment("产品"), Ok(Cow::Borrowed("产品"))));
    assert!(matches!(decode_rest("a/b"), Ok(Cow::Borrowed("a/b"))));
}

#[test]
fn a_decoding_error_says_what_is_wrong() {
    let percent = decode_segment("a%").unwrap_err().to_string();
    assert_eq!(percent, "the `%` at byte 1 is not followed by two hexadecimal digits");
    assert_eq!(decode_segment("%FF").unwrap_err().to_string(), "the decoded bytes are not UTF-8");
}

#[test]
fn the_nearest_word_is_the_one_probably_meant() {
    let known = ["int", "uint", "long", "uuid", "datetime", "gender"];
    let cases = [
        ("int", Some("int")),
        ("Int", Some("int")),
        ("itn", Some("int")),
        ("in", Some("int")),
        ("unt", Some("int")),
        ("uinit", Some("uint")),
        ("guid", Some("uuid")),
        ("dateTime", Some("datetime")),
        ("datatimes", Some("datetime")),
        ("geneder", Some("gender")),
        ("", None),
        ("x", None),
        ("string", None),
        ("datetimedatetime", None),
    ];
    for (word, expected) in cases {
        assert_eq!(nearest(word, known), expected, "{word}");
    }
    assert_eq!(nearest("a", ["b"]), None, "nothing in common");
    assert_eq!(nearest("int", []), None);
    assert_eq!(nearest("cat", ["car", "cab"]), Some("car"), "the first of the equally near");
}
