//! Multipart forms: files and fields as arguments, in beans, and as they arrive.

mod arguments;
mod beans;
#[cfg(feature = "openapi")]
mod described;
mod files;
mod limits;
mod malformed;
mod spill;
mod streaming;

use framework::{Body, TestApp, TestRequest, TestResponse, UploadedFile, bytes::Bytes, serde_json::Value, stream};
use http_body_util::StreamBody;
use hyper::body::Frame;

/// A form written by hand, of parts as `name="a"; filename="b"\r\n\r\ncontent`.
fn form<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let part = |part| format!("--B\r\nContent-Disposition: form-data; {part}\r\n");
    parts.into_iter().map(part).collect::<String>() + "--B--\r\n"
}

/// Sends it.
fn post(app: &TestApp, path: &str, body: impl Into<Body>) -> TestRequest {
    app.post(path).header("content-type", "multipart/form-data; boundary=B").body(body)
}

/// A body of frames, whose length is not known.
fn frames(frames: impl IntoIterator<Item = impl Into<Bytes>, IntoIter: Send + 'static>) -> Body {
    let frames = frames.into_iter().map(|frame| Ok::<_, std::io::Error>(Frame::data(frame.into())));
    Body::new(StreamBody::new(stream::iter(frames)))
}

/// The same, a byte at a time.
fn bytewise(bytes: impl Into<Vec<u8>>) -> Body {
    frames(bytes.into().into_iter().map(|byte| vec![byte]))
}

/// Status and detail.
fn told(answer: &TestResponse) -> (u16, String) {
    let problem: Value = answer.json();
    (answer.status().code(), problem["detail"].as_str().unwrap_or_default().to_owned())
}

/// All that can be said of a file.
async fn show(file: &UploadedFile) -> String {
    let bytes = file.bytes().await.expect("it can be read");
    assert_eq!((bytes.len() as u64, bytes.is_empty()), (file.len(), file.is_empty()));
    let (name, media_type) = (file.file_name().unwrap_or("-"), file.content_type().unwrap_or("-"));
    format!("{name} {media_type} {}", String::from_utf8_lossy(&bytes))
}
