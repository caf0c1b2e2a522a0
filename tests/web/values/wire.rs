//! Lengths, and HEAD.

use framework::prelude::*;

use super::{app, content_type, unstarted};

#[tokio::test]
async fn head_is_get_without_the_body() {
    let app = app();
    for path in
        ["/string", "/bean", "/byte_vector", "/max/u128", "/invalid", "/option/false", "/pair/created", "/nowhere"]
    {
        let get = app.get(path).await;
        let head = app.head(path).await;
        head.assert_status(get.status().code()).assert_text("");
        assert_eq!(content_type(&head), content_type(&get), "{path}");
        head.assert_header("content-length", &get.bytes().len().to_string());
    }
}

#[tokio::test]
async fn the_length_is_on_the_wire() {
    let cases = [
        ("GET /string", "\r\ncontent-length: 8\r\n", "\r\n\r\na string"),
        ("HEAD /string", "\r\ncontent-length: 8\r\n", "\r\n\r\n"),
        ("GET /empty_text", "\r\ncontent-length: 0\r\n", "\r\n\r\n"),
        ("GET /nothing", "\r\ncontent-length: 0\r\n", "\r\n\r\n"),
        ("GET /byte_map", "\r\ncontent-length: 20\r\n", "\r\n\r\n{\"0\":[1,2],\"255\":[]}"),
    ];
    for (line, length, end) in cases {
        // Whoever reads only as much as is announced would miss a body after HEAD; the close ends it.
        let response =
            crate::exchange(unstarted(), &format!("{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).await;
        assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{line}: {response}");
        assert!(response.to_ascii_lowercase().contains(length), "{line}: {response}");
        assert!(response.ends_with(end), "{line}: {response}");
    }
}
