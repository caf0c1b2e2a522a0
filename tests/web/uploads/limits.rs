//! What is too much of a form, at the exact value and one beyond, and which setting says so.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use framework::{Body, Multipart, TestApp, UploadedFile, bytes::Bytes, prelude::*};
use hyper::body::{Frame, SizeHint};

use super::{bytewise, form, frames, post, told};

#[derive(Bean)]
struct Sent {
    file: UploadedFile,
    #[bean(default)]
    text: String,
}

#[post_mapping("/uploads/limits/bean")]
fn bean(sent: Sent) -> String {
    format!("{} {}", sent.file.len(), sent.text.len())
}

#[post_mapping("/uploads/limits/parts")]
fn parts(#[part] file: Option<UploadedFile>, #[part(default = "")] text: &str) -> String {
    format!("{} {}", file.map_or(0, |file| file.len()), text.len())
}

#[post_mapping("/uploads/limits/stream")]
async fn streamed(mut form: Multipart) -> Result<String, Invalid> {
    let (mut file, mut text) = (0, 0);
    while let Some(part) = form.next_part().await? {
        let length = if part.is_file() { &mut file } else { &mut text };
        *length = part.bytes().await?.len();
    }
    Ok(format!("{file} {text}"))
}

/// Passes over all parts.
#[post_mapping("/uploads/limits/unread")]
async fn unread(mut form: Multipart) -> Result<String, Invalid> {
    while form.next_part().await?.is_some() {}
    Ok(form.names().len().to_string())
}

const ALL: [&str; 3] = ["/uploads/limits/bean", "/uploads/limits/parts", "/uploads/limits/stream"];

fn app(key: &str, value: usize) -> TestApp {
    App::new().module(module_path!()).set(key, value).test()
}

fn file(length: usize) -> String {
    format!("name=\"file\"; filename=\"f\"\r\n\r\n{}", "x".repeat(length))
}

fn text(length: usize) -> String {
    format!("name=\"text\"\r\n\r\n{}", "x".repeat(length))
}

/// As one piece and byte by byte.
async fn asked(app: &TestApp, path: &str, body: String) -> framework::TestResponse {
    let slowly = post(app, path, bytewise(body.clone())).await;
    let at_once = post(app, path, body).await;
    assert_eq!((at_once.status(), at_once.text()), (slowly.status(), slowly.text()));
    at_once
}

#[tokio::test]
async fn a_file_is_as_large_as_its_limit() {
    let app = app("http.multipart.file_limit", 1000);
    for path in ALL {
        asked(&app, path, form([&*file(1000), &*file(999)])).await.assert_status(200);
        let answer = asked(&app, path, form([&*file(1000), &*file(1001)])).await;
        let detail = "a file of the form is larger than 1000 bytes (setting `http.multipart.file_limit`)";
        assert_eq!(told(&answer), (413, detail.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_form_has_as_many_parts_as_their_limit() {
    let app = app("http.multipart.part_limit", 3);
    for path in ALL.into_iter().chain(["/uploads/limits/unread"]) {
        let empty = "name=\"more\"; filename=\"\"\r\n\r\n";
        asked(&app, path, form([&*file(1), &*text(1), empty])).await.assert_status(200);
        let answer = asked(&app, path, form([&*file(1), empty, empty, empty])).await;
        let detail = "the form has more than 3 parts (setting `http.multipart.part_limit`)";
        assert_eq!(told(&answer), (413, detail.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_form_is_as_large_as_its_limit_whether_it_says_so_or_not() {
    let body = form([&*file(500)]);
    let detail = format!("the body is larger than {} bytes (setting `http.multipart.total_limit`)", body.len() - 1);
    for path in ALL.into_iter().chain(["/uploads/limits/unread"]) {
        let exact = app("http.multipart.total_limit", body.len());
        post(&exact, path, body.clone()).await.assert_status(200);
        post(&exact, path, bytewise(body.clone())).await.assert_status(200);
        // What it announces is enough; a body that announces nothing is read as far as it goes.
        let less = app("http.multipart.total_limit", body.len() - 1);
        let answer = post(&less, path, body.clone()).await;
        assert_eq!(told(&answer), (413, detail.clone()), "{path}");
        let (most, last) = body.split_at(body.len() - 9);
        let answer = post(&less, path, frames([most.to_owned(), last.to_owned()])).await;
        assert_eq!(told(&answer), (413, detail.clone()), "{path}");
    }
}

/// A body that says how long it is, and must not be read.
struct Unread(u64);

impl hyper::body::Body for Unread {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        panic!("nobody may read it")
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0)
    }
}

#[tokio::test]
async fn a_form_that_announces_too_much_is_not_read() {
    let app = app("http.multipart.total_limit", 1000);
    for path in ALL {
        post(&app, path, Body::new(Unread(1001))).await.assert_status(413);
    }
}

#[tokio::test]
async fn the_limit_of_other_bodies_is_not_that_of_a_form() {
    let app = app("http.body_limit", 100);
    for path in ALL {
        post(&app, path, form([&*file(100_000)])).await.assert_status(200);
    }
}

#[tokio::test]
async fn all_texts_and_names_together_are_as_long_as_a_body() {
    let app = app("http.body_limit", 100);
    // The names `file`, `f` and `text`, and what stands under the last.
    let exact = 100 - "fileftext".len();
    for path in &ALL[..2] {
        asked(&app, path, form([&*file(1), &*text(exact)])).await.assert_text(&format!("1 {exact}"));
        let beyond = form([&*file(1), &*text(exact + 1)]);
        let named =
            form([&*file(1), &*text(exact - 6), "name=\"longer\"; filename=\"\"\r\n\r\n", "name=\"a\"\r\n\r\n"]);
        for body in [beyond, named] {
            let answer = asked(&app, path, body).await;
            let detail = "the text of the form is larger than 100 bytes (setting `http.body_limit`)";
            assert_eq!(told(&answer), (413, detail.to_owned()), "{path}");
        }
    }
    // As they arrive, each for itself.
    for path in ALL {
        let answer = asked(&app, path, form([&*file(1), &*text(101)])).await;
        let detail = "a field of the form is larger than 100 bytes (setting `http.body_limit`)";
        assert_eq!(told(&answer), (413, detail.to_owned()), "{path}");
    }
    asked(&app, "/uploads/limits/stream", form([&*text(100), &*text(100)])).await.assert_text("0 100");
}

/// A form whose part has header fields of this many bytes.
fn head(bytes: usize) -> String {
    let disposition = "content-disposition".len() + "form-data; name=\"file\"; filename=\"f\"".len();
    form([&*format!("name=\"file\"; filename=\"f\"\r\nx: {}\r\n\r\nx", "y".repeat(bytes - disposition - 1))])
}

#[tokio::test]
async fn the_head_of_a_part_has_16_kib() {
    let app = app("http.multipart.spill", 0);
    for path in ALL.into_iter().chain(["/uploads/limits/unread"]) {
        asked(&app, path, head(16 << 10)).await.assert_status(200);
        let answer = asked(&app, path, head((16 << 10) + 1)).await;
        let detail = "the header fields of a part are larger than 16384 bytes";
        assert_eq!(told(&answer), (400, detail.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn what_never_becomes_a_part_is_not_kept() {
    let app = app("http.multipart.total_limit", 1 << 30);
    let piece = Bytes::from_static(&[b'x'; 1024]);
    let endless = |first: &str| {
        frames(std::iter::once(first.to_owned().into()).chain(std::iter::repeat_n(piece.clone(), 1 << 16)))
    };
    for path in ALL {
        for first in ["", "\r\n", "--B", "--B    ", "--B\r\nContent-Disposition: form-data; name=\"", "--B\r\nx: y\r\n"]
        {
            let answer = post(&app, path, endless(first)).await;
            let detail = "no part of the form begins within 32768 bytes";
            let malformed = "the multipart form is not complete";
            assert_eq!(
                told(&answer),
                (400, if first == "--B" || first == "--B    " { malformed } else { detail }.to_owned())
            );
        }
    }
}
