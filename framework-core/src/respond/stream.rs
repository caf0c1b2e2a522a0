//! Responses that are sent while they are made: bytes, or one JSON document a line.

use std::fmt;

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderValue;

use super::{
    IntoResponse, OCTETS,
    draft::Draft,
    ok,
    streamed::{Items, named, streamed},
};
use crate::{
    Body, BoxError, HttpStatus, Invalid, Response,
    bean::Json,
    context::Context,
    schema::{Description, Schema},
};

/// A stream of bytes or text, sent as it comes: 200, `application/octet-stream`.
///
/// The next item is asked for when the last is on its way, so a slow client slows the stream down. When the client
/// goes away, the stream is dropped. An error in it, or a panic, is logged and cuts the connection: the client sees
/// a transfer that broke off, never a short one that looks whole.
///
/// ```
/// # use framework_core as framework;
/// use framework::{ByteStream, stream};
///
/// fn table() -> ByteStream {
///     let rows = (1..=1000).map(|number| format!("{number},{}\n", number * number));
///     ByteStream::new(stream::iter(rows)).content_type("text/csv")
/// }
/// # table();
/// ```
#[derive(Debug)]
pub struct ByteStream(Draft);

impl ByteStream {
    /// Sends the items of a stream: bytes, text, or a `Result` of these.
    #[must_use]
    pub fn new(stream: impl StreamOfBytes) -> Self {
        ByteStream(Draft::new(OCTETS, stream.into_body()))
    }

    /// Sets the media type, such as `text/csv`.
    #[must_use]
    pub fn content_type(self, media_type: impl AsRef<str>) -> Self {
        self.header("content-type", media_type)
    }

    /// Adds a header field; several of one name are all sent, except where HTTP knows only one.
    ///
    /// A name or value that HTTP does not allow, and the length of the body, make it a 500, logged.
    #[must_use]
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        ByteStream(self.0.header(name.as_ref(), value.as_ref()))
    }
}

impl IntoResponse for ByteStream {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        self.0.into_response()
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "application/octet-stream", Schema::new());
    }
}

/// A stream of beans or other JSON values, sent as it comes, each on a line of its own: 200, `application/x-ndjson`.
///
/// What [`ByteStream`] says of slow clients and of errors holds here too. A value that cannot be written is such an
/// error.
///
/// ```
/// # use framework_core as framework;
/// use framework::{NdJson, stream};
///
/// fn squares() -> NdJson<u64> {
///     NdJson::new(stream::iter((1..=1000).map(|number| number * number)))
/// }
/// # squares();
/// ```
pub struct NdJson<T> {
    lines: Items<T>,
}

const NDJSON: HeaderValue = HeaderValue::from_static("application/x-ndjson");

impl<T: 'static> NdJson<T> {
    /// Sends the items of a stream: values of `T`, or a `Result` of them.
    #[must_use]
    pub fn new(stream: impl StreamOf<T>) -> Self {
        NdJson { lines: stream.into_items() }
    }
}

impl<T> fmt::Debug for NdJson<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NdJson")
    }
}

fn line<T: Json>(item: Result<T, BoxError>) -> Result<Bytes, BoxError> {
    let mut line = serde_json::to_vec(&item?)?; // without line breaks
    line.push(b'\n');
    Ok(line.into())
}

impl<T: Json + 'static> IntoResponse for NdJson<T> {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(ok(NDJSON, named(self.lines.name, self.lines.stream, line)))
    }

    fn describe(description: &mut Description<'_>) {
        let schema = T::schema(description.schemas);
        description.response(HttpStatus::OK, "application/x-ndjson", schema);
    }
}

/// What a [`ByteStream`] is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no stream",
    label = "not a stream that can be sent",
    note = "a list becomes a stream by `stream::iter(list)`, a function that is asked again and again by `stream::unfold`; `stream::channel` has one of what is sent elsewhere (`use framework::stream;`)"
)]
pub trait StreamOfBytes {
    /// The body that it makes.
    fn into_body(self) -> Body;
}

impl<S: Stream<Item: IntoBytes> + Send + 'static> StreamOfBytes for S {
    fn into_body(self) -> Body {
        streamed(self, IntoBytes::into_bytes)
    }
}

/// What a [`NdJson`] is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no stream",
    label = "not a stream that can be sent",
    note = "a list becomes a stream by `stream::iter(list)`, a function that is asked again and again by `stream::unfold`; `stream::channel` has one of what is sent elsewhere (`use framework::stream;`)"
)]
pub trait StreamOf<T> {
    /// Its items.
    fn into_items(self) -> Items<T>;
}

impl<T: 'static, S: Stream<Item: IntoLine<T>> + Send + 'static> StreamOf<T> for S {
    fn into_items(self) -> Items<T> {
        Items::new(self, IntoLine::into_line)
    }
}

/// What the stream of a [`ByteStream`] may consist of.
#[diagnostic::on_unimplemented(
    message = "a stream of `{Self}` cannot be sent as bytes",
    label = "neither bytes nor text",
    note = "the items are `Bytes`, `Vec<u8>`, `String`, `&'static str`, `&'static [u8]`, or a `Result` of these; a stream of beans is a `NdJson`"
)]
pub trait IntoBytes {
    /// The bytes.
    ///
    /// # Errors
    /// What ends the stream.
    fn into_bytes(self) -> Result<Bytes, BoxError>;
}

macro_rules! into_bytes {
    ($($type:ty),*) => {$(
        impl IntoBytes for $type {
            fn into_bytes(self) -> Result<Bytes, BoxError> {
                Ok(Bytes::from(self))
            }
        }
    )*};
}

into_bytes!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

impl<T: IntoBytes, E: Into<BoxError>> IntoBytes for Result<T, E> {
    fn into_bytes(self) -> Result<Bytes, BoxError> {
        self.map_err(Into::into)?.into_bytes()
    }
}

/// What the stream of a [`NdJson`] may consist of: `T`, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "a stream of `{Self}` cannot be sent as lines of `{T}`",
    label = "neither `{T}` nor a `Result` of it",
    note = "the items are `{T}` or a `Result` of it"
)]
pub trait IntoLine<T> {
    /// The value.
    ///
    /// # Errors
    /// What ends the stream.
    fn into_line(self) -> Result<T, BoxError>;
}

impl<T> IntoLine<T> for T {
    fn into_line(self) -> Result<T, BoxError> {
        Ok(self)
    }
}

impl<T, E: Into<BoxError>> IntoLine<T> for Result<T, E> {
    fn into_line(self) -> Result<T, BoxError> {
        self.map_err(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
    };

    use http_body_util::BodyExt;

    use super::*;
    use crate::{
        body::PIECE,
        stream::{channel, iter, unfold},
    };

    fn sent(response: impl IntoResponse) -> Response {
        response.into_response(&Context::default()).expect("a response")
    }

    /// The pieces, and whether it ended well.
    async fn pieces(mut body: Body) -> (Vec<Bytes>, bool) {
        let mut pieces = Vec::new();
        while let Some(frame) = body.frame().await {
            let Ok(frame) = frame else { return (pieces, false) };
            pieces.extend(frame.into_data());
        }
        (pieces, true)
    }

    async fn text(response: impl IntoResponse) -> (String, bool) {
        let (pieces, whole) = pieces(sent(response).into_body()).await;
        (String::from_utf8(pieces.concat()).expect("text"), whole)
    }

    #[tokio::test]
    async fn items_of_every_kind_are_sent_and_empty_ones_are_none() {
        assert_eq!(text(ByteStream::new(iter(["a", "", "b"]))).await, ("ab".into(), true));
        assert_eq!(text(ByteStream::new(iter([String::from("a")]))).await, ("a".into(), true));
        assert_eq!(text(ByteStream::new(iter([vec![b'a']]))).await, ("a".into(), true));
        assert_eq!(text(ByteStream::new(iter([Bytes::from("a")]))).await, ("a".into(), true));
        assert_eq!(text(ByteStream::new(iter([&b"a"[..]]))).await, ("a".into(), true));
        assert_eq!(text(ByteStream::new(iter([Ok::<_, std::io::Error>("a")]))).await, ("a".into(), true));
    }

    #[tokio::test]
    async fn a_long_item_is_handed_on_in_pieces() {
        let (pieces, whole) = pieces(sent(ByteStream::new(iter([vec![7; 2 * PIECE + 1]]))).into_body()).await;
        assert_eq!(pieces.iter().map(Bytes::len).collect::<Vec<_>>(), [PIECE, PIECE, 1]);
        assert!(whole);
    }

    #[tokio::test]
    async fn the_next_item_is_asked_for_when_the_last_was_taken() {
        let asked = Arc::new(AtomicUsize::new(0));
        let stream = unfold(Arc::clone(&asked), async |asked| {
            asked.fetch_add(1, Ordering::Relaxed);
            Some((vec![0; PIECE + 1], asked))
        });
        let mut body = sent(ByteStream::new(stream)).into_body();
        for expected in [1, 1, 2, 2, 3] {
            assert!(body.frame().await.is_some_and(|frame| frame.is_ok()));
            assert_eq!(asked.load(Ordering::Relaxed), expected);
        }
    }

    #[tokio::test]
    async fn an_error_is_the_end_of_the_body_and_no_clean_one() {
        let broken = || iter([Ok("a"), Err("broken"), Ok("b")]);
        assert_eq!(text(ByteStream::new(broken())).await, ("a".into(), false));
        assert_eq!(text(NdJson::<u8>::new(iter([Ok(1), Err("broken")]))).await, ("1\n".into(), false));

        let mut body = sent(ByteStream::new(broken())).into_body();
        while body.frame().await.is_some_and(|frame| frame.is_ok()) {}
        assert!(body.frame().await.is_none(), "nothing follows the error");
    }

    #[tokio::test]
    async fn a_panic_of_the_stream_is_an_error() {
        struct Rude;
        impl Drop for Rude {
            fn drop(&mut self) {
                panic!("in its end");
            }
        }
        let stream = unfold(0, async |count| match count {
            0 => Some(("a", 1)),
            1 => panic!("in the stream"),
            _ => std::panic::panic_any(1),
        });
        assert_eq!(text(ByteStream::new(stream)).await, ("a".into(), false));
        let stream = unfold(Rude, async |_rude| -> Option<(&str, Rude)> { None });
        assert_eq!(text(ByteStream::new(stream)).await, (String::new(), false));
        drop(ByteStream::new(unfold(Rude, async |rude| Some(("a", rude)))));
    }

    #[tokio::test]
    async fn a_value_that_cannot_be_written_is_an_error() {
        struct Secret;
        impl serde::Serialize for Secret {
            fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(serde::ser::Error::custom("no"))
            }
        }
        impl Json for Secret {
            fn schema(_: &mut crate::schema::Schemas) -> Schema {
                Schema::new()
            }
            fn examine(_: &serde_json::Value, _: &mut crate::bean::At) {}
        }
        assert_eq!(text(NdJson::new(iter([Secret]))).await, (String::new(), false));
    }

    #[tokio::test]
    async fn lines_are_json_documents_without_line_breaks() {
        let lines = iter([BTreeMap::from([("a", "1\n2")]), BTreeMap::new()]);
        let response = sent(NdJson::new(lines));
        assert_eq!(response.headers()["content-type"], "application/x-ndjson");
        let (pieces, _) = pieces(response.into_body()).await;
        assert_eq!(pieces.concat(), b"{\"a\":\"1\\n2\"}\n{}\n");
    }

    #[tokio::test]
    async fn the_stream_is_dropped_with_the_body() {
        let (sender, receiver) = channel::<&str>(1);
        let body = sent(ByteStream::new(receiver)).into_body();
        drop(body);
        assert!(sender.send("a").await.is_err());
    }

    #[test]
    fn header_fields_are_set_or_refused() {
        let response = ByteStream::new(iter([""])).content_type("text/csv").header("x-a", "1").header("X-A", "2");
        let response = sent(response);
        assert_eq!(response.headers().get_all("content-type").iter().count(), 1);
        assert_eq!(response.headers()["content-type"], "text/csv");
        assert_eq!(response.headers().get_all("x-a").iter().count(), 2);
        let twice = ByteStream::new(iter([""])).header("etag", "\"1\"").header("etag", "\"2\"");
        assert_eq!(sent(twice).headers().get_all("etag").iter().collect::<Vec<_>>(), ["\"2\""]);
        let cases = [("a b", "1"), ("a", "1\r\nb: 2"), ("content-length", "1"), ("content-type", "\n")];
        for (name, value) in cases {
            let refused = ByteStream::new(iter([""])).header(name, value).header("a", "1");
            assert!(refused.into_response(&Context::default()).is_err(), "{name}: {value}");
        }
    }
}
