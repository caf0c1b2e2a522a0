//! A part of a multipart form that a test sends.

use bytes::{BufMut, Bytes, BytesMut};

/// A field or a file of a [multipart form](super::TestRequest::multipart).
#[derive(Debug, Clone)]
pub struct TestPart {
    file_name: Option<String>,
    content_type: Option<String>,
    content: Bytes,
}

impl TestPart {
    /// A field.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        TestPart { file_name: None, content_type: None, content: text.into().into() }
    }

    /// A file, as `application/octet-stream`. With an empty name and no bytes, it is what a browser sends for an input
    /// that was left empty.
    #[must_use]
    pub fn file(file_name: &str, content: impl Into<Bytes>) -> Self {
        let content_type = Some("application/octet-stream".to_owned());
        TestPart { file_name: Some(file_name.to_owned()), content_type, content: content.into() }
    }

    /// The media type that it says it has.
    #[must_use]
    pub fn content_type(mut self, content_type: &str) -> Self {
        self.content_type = Some(content_type.to_owned());
        self
    }

    fn write(&self, name: &str, form: &mut BytesMut) {
        form.put_slice(format!("Content-Disposition: form-data; name=\"{}\"", quoted(name)).as_bytes());
        if let Some(file_name) = &self.file_name {
            form.put_slice(format!("; filename=\"{}\"", quoted(file_name)).as_bytes());
        }
        if let Some(content_type) = &self.content_type {
            form.put_slice(format!("\r\nContent-Type: {content_type}").as_bytes());
        }
        form.put_slice(b"\r\n\r\n");
        form.put_slice(&self.content);
    }
}

/// A text in quotes as browsers write it (HTML Standard, multipart form data).
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A field.
impl From<&str> for TestPart {
    fn from(text: &str) -> Self {
        TestPart::text(text)
    }
}

/// A field.
impl From<String> for TestPart {
    fn from(text: String) -> Self {
        TestPart::text(text)
    }
}

/// The `Content-Type` and the body of a form.
pub(super) fn form(parts: &[(&str, TestPart)]) -> (String, Bytes) {
    let is_inside = |boundary: &String| {
        parts.iter().any(|(_, part)| part.content.windows(boundary.len()).any(|bytes| bytes == boundary.as_bytes()))
    };
    let mut boundary = "boundary-of-a-test".to_owned();
    while is_inside(&boundary) {
        boundary.push('-');
    }
    let mut form = BytesMut::new();
    for (name, part) in parts {
        form.put_slice(format!("--{boundary}\r\n").as_bytes());
        part.write(name, &mut form);
        form.put_slice(b"\r\n");
    }
    form.put_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), form.freeze())
}
