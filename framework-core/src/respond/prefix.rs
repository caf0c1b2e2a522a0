//! Prefixes: a returned text that says which response type it is, `$html:<h1>Hello</h1>`.
//!
//! A text can carry what a visitor typed, and `$file:/etc/passwd` must never come from there. So prefixes count in a
//! `&'static str`, which the program wrote, and in owned texts only where the handler says `prefixed`.

use std::borrow::Cow;

use bytes::Bytes;
use http::StatusCode;

use super::{
    HTML, IntoResponse, Prefixing, TEXT,
    kinds::{BytesResponse, FileResponse, HtmlResponse, JsonResponse, RedirectResponse, StatusResponse},
    ok,
    redirect::is_local,
};
use crate::{
    Body, BoxFuture, Invalid, Response, body::Unfinished, context::Context, prefixes::Claim, request::RequestHead,
    schema::Description,
};

/// A type that is made of a returned text with its prefix; `#[response_prefix("$csv:")]` on the `impl` names it.
///
/// ```
/// # use framework_core as framework;
/// # use framework::{Context, Description, HttpStatus, IntoResponse, Response, http};
/// use framework::{FromPrefix, Invalid};
///
/// struct Csv(String);
///
/// impl FromPrefix for Csv {
///     fn from_prefix(text: String) -> Result<Self, Invalid> {
///         Ok(Csv(text))
///     }
/// }
/// # impl IntoResponse for Csv {
/// #     fn into_response(self, _: &Context) -> Result<Response, Invalid> { Ok(Response::new(self.0.into())) }
/// #     fn describe(_: &mut Description<'_>) {}
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made of a text with a prefix",
    label = "no `FromPrefix`",
    note = "`#[response_prefix]` stands on an `impl FromPrefix for {Self}`"
)]
pub trait FromPrefix: IntoResponse {
    /// Makes it of what follows the prefix.
    ///
    /// # Errors
    /// What is answered instead.
    fn from_prefix(text: String) -> Result<Self, Invalid>;
}

/// What `prefixed!` makes: a prefix that the program wrote, and a text that cannot change it.
///
/// It is returned as it is, or converted into an `http::Response<Body>`.
#[derive(Debug)]
#[must_use = "a response is sent when it is returned"]
pub struct Prefixed {
    word: &'static str,
    written: &'static str,
    text: String,
}

impl Prefixed {
    /// A prefix without `$` and `:`, and what follows; `written` is how the program's own part of that begins.
    pub fn new(word: &'static str, written: &'static str, text: String) -> Self {
        Prefixed { word, written, text }
    }
}

impl IntoResponse for Prefixed {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        let Prefixed { word, written, text } = self;
        // Nor do other files become resources.
        if word == "file" && text.starts_with(":/") && !written.starts_with(":/") {
            return Err(Invalid::internal(format!("the file `{}` is no resource", text.escape_debug())));
        }
        // `$redirect:/{next}` is meant to stay here, whatever `next` is.
        if word == "redirect" && is_local(written) && !is_local(&text) {
            return RedirectResponse::local(&text).into_response(context);
        }
        let response = by_word(word, text.into(), context);
        response.unwrap_or_else(|_| Err(Invalid::internal(format!("no type has claimed the prefix `${word}:`"))))
    }

    fn describe(description: &mut Description<'_>) {
        description.responses.entry(None).or_default();
    }
}

/// The service makes it: only there a program's own prefixes are known.
impl From<Prefixed> for Response {
    fn from(prefixed: Prefixed) -> Self {
        Response::new(Body::unfinished(prefixed))
    }
}

impl Unfinished for Prefixed {
    fn finish<'a>(
        self: Box<Self>,
        begun: Response,
        _: &'a RequestHead,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Response, Invalid>> {
        let finished = self.into_response(context).or_else(Invalid::into_answer).map(|mut response| {
            if begun.status() != StatusCode::OK {
                *response.status_mut() = begun.status();
            }
            response.headers_mut().extend(begun.into_parts().0.headers);
            response
        });
        Box::pin(std::future::ready(finished))
    }
}

/// A text whose prefix counts; without one, or with one that nobody claims, it is plain text.
pub(super) fn respond(text: Cow<'static, str>, context: &Context) -> Result<Response, Invalid> {
    let word = word(&text).map(str::to_owned);
    let bytes = match text {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text),
    };
    match word {
        Some(word) => {
            let rest = bytes.slice(word.len() + 2..);
            by_word(&word, rest, context).unwrap_or_else(|_| Ok(ok(TEXT, bytes)))
        }
        None => Ok(ok(TEXT, bytes)),
    }
}

/// The word between `$` and `:` at the beginning of a text.
fn word(text: &str) -> Option<&str> {
    let (word, _) = text.strip_prefix('$')?.split_once(':')?;
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_word.then_some(word)
}

/// Nobody claims this prefix.
struct Unknown;

fn by_word(word: &str, rest: Bytes, context: &Context) -> Result<Result<Response, Invalid>, Unknown> {
    // What follows a prefix is the end of a text, so it is UTF-8.
    let text = |bytes: Bytes| String::from_utf8_lossy(&bytes).into_owned();
    Ok(match word {
        "text" => Ok(ok(TEXT, rest)),
        "html" => Ok(ok(HTML, rest)),
        "json" => JsonResponse::raw(rest).into_response(context),
        "bytes" => BytesResponse::new(rest).into_response(context),
        "file" => FileResponse::new(text(rest)).into_response(context),
        "redirect" => RedirectResponse::to(text(rest)).into_response(context),
        "status" => StatusResponse::parse(&text(rest)).into_response(context),
        own => match context.prefixes.get(own) {
            Some(prefix) => (prefix.claim.make)(text(rest), context),
            None => return Err(Unknown),
        },
    })
}

/// Describes what a text may be that begins with one of these prefixes.
pub fn describe_prefixes(prefixing: Prefixing, words: &[&'static str], description: &mut Description<'_>) {
    let words = if prefixing == Prefixing::Never { &[] } else { words };
    for word in words {
        match *word {
            "html" => HtmlResponse::described(description),
            "json" => JsonResponse::described(description),
            "bytes" => BytesResponse::described(description),
            "file" => FileResponse::described(description),
            "redirect" => RedirectResponse::described(description),
            "status" => StatusResponse::described(description),
            "text" => {}
            own => description.prefixes.push(own),
        }
    }
}

/// The claim of a type, for the registry.
#[must_use]
pub const fn claim<T: FromPrefix>() -> Claim {
    Claim { make: |text, context| T::from_prefix(text)?.into_response(context), describe: T::describe }
}

/// Refuses, at compile time, a prefix in a text of which it would not count.
///
/// # Panics
/// At compile time, which is how it refuses: where it is called, at the text.
#[track_caller]
pub const fn counts(prefixing: Prefixing) {
    assert!(
        !matches!(prefixing, Prefixing::WhereAsked),
        "a prefix in a returned `String` is sent as text; add `prefixed` to the mapping if it is to choose the response type, or `prefixed = false` if it is meant as text"
    );
}
