//! Text is text and bytes are octets, under any name of the type.

use std::{borrow::Cow, sync::Arc, vec::Vec as Many};

use framework::{bytes::Bytes, prelude::*};

use super::app;
use crate::answers::{OCTETS, TEXT};

#[get_mapping]
fn static_text() -> &'static str {
    "Grüße"
}

#[get_mapping]
fn empty_text() -> &'static str {
    ""
}

#[get_mapping]
async fn string() -> String {
    "a string".to_owned()
}

#[get_mapping]
fn boxed_text() -> Box<str> {
    "boxed".into()
}

#[get_mapping]
fn shared_text() -> Arc<str> {
    "shared".into()
}

#[get_mapping]
fn borrowed_cow() -> Cow<'static, str> {
    Cow::Borrowed("borrowed")
}

#[get_mapping]
fn owned_cow() -> Cow<'static, str> {
    Cow::Owned("owned".to_owned())
}

#[get_mapping]
fn character() -> char {
    '产'
}

#[get_mapping]
fn yes() -> bool {
    true
}

#[get_mapping]
fn no() -> bool {
    false
}

/// Not a route: only what an owned string begins with.
const LOOKS_LIKE_A_PREFIX: &str = "$file:/etc/passwd";

#[get_mapping]
fn prefix_in_owned_text() -> String {
    LOOKS_LIKE_A_PREFIX.to_owned()
}

#[tokio::test]
async fn text_is_sent_as_text() {
    let app = app();
    let cases = [
        ("/static_text", "Grüße"),
        ("/empty_text", ""),
        ("/string", "a string"),
        ("/boxed_text", "boxed"),
        ("/shared_text", "shared"),
        ("/borrowed_cow", "borrowed"),
        ("/owned_cow", "owned"),
        ("/character", "产"),
        ("/yes", "true"),
        ("/no", "false"),
        ("/prefix_in_owned_text", LOOKS_LIKE_A_PREFIX),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_header("content-type", TEXT).assert_text(text);
    }
}

#[get_mapping]
fn byte_vector() -> Vec<u8> {
    vec![0, 127, 255]
}

#[get_mapping]
fn byte_box() -> Box<[u8]> {
    Box::new([0, 127, 255])
}

#[get_mapping]
fn byte_buffer() -> Bytes {
    Bytes::from_static(&[0, 127, 255])
}

#[get_mapping]
fn byte_slice() -> &'static [u8] {
    &[0, 127, 255]
}

#[get_mapping]
fn byte_array() -> [u8; 3] {
    [0, 127, 255]
}

#[get_mapping]
fn some_bytes() -> Option<Vec<u8>> {
    Some(vec![0, 127, 255])
}

#[get_mapping]
async fn good_bytes() -> Result<Vec<u8>, Invalid> {
    Ok(vec![0, 127, 255])
}

/// `Octet` is `u8`, whatever it is called.
pub(super) type Octet = u8;

#[get_mapping]
fn renamed_bytes() -> Many<Octet> {
    vec![0, 127, 255]
}

#[tokio::test]
async fn a_list_of_u8_is_octets_under_any_name() {
    let app = app();
    let paths = [
        "/byte_vector",
        "/byte_box",
        "/byte_buffer",
        "/byte_slice",
        "/byte_array",
        "/some_bytes",
        "/good_bytes",
        "/renamed_bytes",
    ];
    for path in paths {
        let answer = app.get(path).await;
        answer.assert_status(200).assert_header("content-type", OCTETS);
        assert_eq!(answer.bytes().as_ref(), [0, 127, 255], "{path}");
    }
}
