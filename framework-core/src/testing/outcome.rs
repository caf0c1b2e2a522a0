//! What a call by name gives, for each type that a handler returns.

use std::{borrow::Cow, str::FromStr, sync::Arc};

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::TestResponse;
use crate::{
    HttpStatus, Invalid,
    bean::JsonBody,
    respond::{
        Accepted, ByteStream, BytesResponse, Created, FileResponse, HtmlResponse, JsonResponse, NdJson, NoContent,
        PlainTextResponse, Prefixed, RedirectResponse, Sse, Status, StatusResponse,
    },
};

/// A type that a handler returns, as the caller reads it.
#[diagnostic::on_unimplemented(
    message = "a test cannot read `{Self}` from a response",
    label = "not read",
    note = "write `.request().await` for the response itself, or implement `Outcome` for `{Self}`"
)]
pub trait Outcome {
    /// What is read.
    type Value;

    /// Reads it.
    ///
    /// # Errors
    /// The response, where it is a refusal or no such value.
    fn read(response: TestResponse) -> Result<Self::Value, TestResponse>;

    /// Reads it where it is the `Ok` of a `Result`, as [`read`](Outcome::read). Of a type that is read whatever the status,
    /// one from 400 on is then the error: the `Err` became it, as far as anyone can tell.
    ///
    /// # Errors
    /// The response, where it is a refusal or no such value.
    fn read_ok(response: TestResponse) -> Result<Self::Value, TestResponse> {
        Self::read(response)
    }
}

/// Beans, lists, maps and options of what is JSON.
#[diagnostic::do_not_recommend]
impl<T: JsonBody + DeserializeOwned> Outcome for T {
    type Value = T;

    fn read(response: TestResponse) -> Result<T, TestResponse> {
        if T::OPTIONAL && response.status() == HttpStatus::NOT_FOUND {
            return serde_json::from_value(Value::Null).map_err(|_| response);
        }
        let kind = response.header("content-type").unwrap_or_default();
        let (is_octets, is_text) = (kind == "application/octet-stream", kind.starts_with("text/plain"));
        read(response, |body| match str::from_utf8(body) {
            _ if is_octets => serde_json::from_value(body.iter().copied().map(Value::from).collect()).ok(),
            // A text is sent as it is, a number as in JSON.
            Ok(text) if is_text => serde_json::from_value(text.into()).or_else(|_| serde_json::from_str(text)).ok(),
            _ => serde_json::from_slice(body).ok(),
        })
    }
}

fn read_text<T: FromStr>(response: TestResponse) -> Result<T, TestResponse> {
    read(response, |body| str::from_utf8(body).ok()?.parse().ok())
}

fn read<T>(response: TestResponse, read: impl FnOnce(&Bytes) -> Option<T>) -> Result<T, TestResponse> {
    let value = response.parts.status.is_success().then(|| read(&response.body)).flatten();
    value.ok_or(response)
}

macro_rules! outcomes {
    ($([$($generics:tt)*] $type:ty => $value:ty, $read:expr;)*) => {$(
        impl<$($generics)*> Outcome for $type {
            type Value = $value;

            fn read(response: TestResponse) -> Result<Self::Value, TestResponse> {
                $read(response)
            }
        }
    )*};
}

macro_rules! texts {
    ($($type:ty => $value:ty),* $(,)?) => { outcomes! { $([] $type => $value, read_text;)* } };
}

texts! {
    char => char, String => String, &'static str => String, Box<str> => String, Arc<str> => String, Cow<'static, str> => String,
}

outcomes! {
    [] Bytes => Bytes, |response| read(response, |body| Some(body.clone()));
    [] () => (), |response| read(response, |_| Some(()));
    [] NoContent => (), |response| read(response, |_| Some(()));
    [T: Outcome, E] Result<T, E> => T::Value, T::read_ok;
    [const CODE: u16, T: Outcome] Status<CODE, T> => T::Value, T::read;
    [T: Outcome] Created<T> => T::Value, T::read;
    [T: Outcome] Accepted<T> => T::Value, T::read;
    [T: Outcome] (HttpStatus, T) => (HttpStatus, T::Value), |response: TestResponse| {
        let status = response.status();
        T::read(response).map(|value| (status, value))
    };
}

/// Those that are read whatever the status.
macro_rules! responses {
    ($([$($generics:tt)*] $type:ty => $value:ty, $read:expr;)*) => {$(
        impl<$($generics)*> Outcome for $type {
            type Value = $value;

            fn read(response: TestResponse) -> Result<Self::Value, TestResponse> {
                Ok($read(response))
            }

            fn read_ok(response: TestResponse) -> Result<Self::Value, TestResponse> {
                if response.status().code() < 400 { <Self as Outcome>::read(response) } else { Err(response) }
            }
        }
    )*};
}

macro_rules! whole_responses {
    ($($type:ty),* $(,)?) => { responses! { $([] $type => TestResponse, itself;)* } };
}

fn itself(response: TestResponse) -> TestResponse {
    response
}

responses! {
    [] HttpStatus => HttpStatus, |response: TestResponse| response.status();
    [] StatusCode => HttpStatus, |response: TestResponse| response.status();
    [S] Sse<S> => TestResponse, itself;
    [T] NdJson<T> => TestResponse, itself;
    [B] http::Response<B> => TestResponse, itself;
}

whole_responses!(
    TestResponse,
    Invalid,
    Prefixed,
    ByteStream,
    PlainTextResponse,
    HtmlResponse,
    JsonResponse,
    BytesResponse,
    FileResponse,
    RedirectResponse,
    StatusResponse,
);
