//! The seven response types: what a value alone cannot say.

use std::any::TypeId;

use http::HeaderValue;

use super::{
    Content, HTML, IntoResponse, JSON, OCTETS, TEXT, Text,
    draft::{Draft, NoStatus},
    ok,
    redirect::{local, location},
    written,
};
use crate::{
    HttpStatus, Invalid, Response,
    bean::JsonBody,
    context::Context,
    cookie::IntoCookie,
    files::{self, Named},
    schema::{Description, Schema},
};

macro_rules! response_types {
    ($($(#[$documentation:meta])* $name:ident, $describe:expr;)*) => {$(
        $(#[$documentation])*
        #[derive(Debug)]
        #[must_use = "a response is sent when it is returned"]
        pub struct $name(pub(super) Draft);

        impl $name {
            /// Sets the status: a number or a [`HttpStatus`]. A number that is no status makes it a logged 500.
            pub fn status(self, status: impl TryInto<HttpStatus, Error: Into<NoStatus>>) -> Self {
                $name(self.0.status(status))
            }

            /// Adds a header field; several of one name are all sent, except where HTTP knows only one.
            ///
            /// A name or value that HTTP does not allow (a line break would begin another field), and the length of
            /// the body, make it a logged 500.
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                $name(self.0.header(name.as_ref(), value.as_ref()))
            }

            /// Sets the media type.
            pub fn content_type(self, media_type: impl AsRef<str>) -> Self {
                self.header("content-type", media_type)
            }

            /// Sets a cookie: a [`Cookie`](crate::Cookie), or a name and a value.
            pub fn cookie(self, cookie: impl IntoCookie) -> Self {
                $name(self.0.cookie(&cookie.into()))
            }

            /// Sets a value of the session, when a handler returns it; a response that is refused itself sets none. A
            /// value that cannot be written as JSON makes it a logged 500.
            #[cfg(feature = "sessions")]
            pub fn session(self, key: impl Into<String>, value: impl serde::Serialize) -> Self {
                $name(self.0.session(key.into(), serde_json::to_value(value)))
            }

            /// Replaces the body, under the media type that the response has. That of a [`FileResponse`] keeps the name
            /// of the file, which says the type. One of a [`RedirectResponse`] or a [`StatusResponse`] is
            /// `text/plain; charset=UTF-8` where it is a text, `application/octet-stream` where it is bytes, unless
            /// [`content_type`](Self::content_type) says, before or after, what it is.
            pub fn content(self, content: impl Into<Content>) -> Self {
                $name(self.0.content(content.into()))
            }

            /// Closes the connection after it.
            pub fn close(self) -> Self {
                self.header("connection", "close")
            }

            pub(crate) fn described(description: &mut Description<'_>) {
                let describe: fn(&mut Description<'_>) = $describe;
                describe(description);
                // Builders and conversions may make it any other.
                description.responses.entry(None).or_default();
            }
        }

        impl IntoResponse for $name {
            fn into_response(self, _: &Context) -> Result<Response, Invalid> {
                self.0.into_response()
            }

            fn describe(description: &mut Description<'_>) {
                Self::described(description);
            }
        }

        impl From<Invalid> for $name {
            fn from(invalid: Invalid) -> Self {
                $name(Draft::refused(invalid))
            }
        }

        /// What is answered instead: `?` and `Result<T, E>` take it as an error.
        impl From<$name> for Invalid {
            fn from(response: $name) -> Self {
                response.0.into_invalid()
            }
        }

        impl From<$name> for Response {
            fn from(response: $name) -> Self {
                response.0.into_http()
            }
        }
    )*

        /// How a response type that stands as an error describes itself, found by its identity.
        pub(super) fn described(id: TypeId) -> Option<fn(&mut Description<'_>)> {
            $(if id == TypeId::of::<$name>() {
                return Some($name::described);
            })*
            None
        }
    };
}

response_types! {
    /// A text: 200, `text/plain; charset=UTF-8`.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::PlainTextResponse;
    ///
    /// PlainTextResponse::new("Hello").header("x-greeting", "yes").cookie(("seen", "1"));
    /// ```
    PlainTextResponse, |description| typed(description, "text/plain", true);

    /// A page: 200, `text/html; charset=UTF-8`. What comes from visitors has to be escaped before.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::HtmlResponse;
    ///
    /// HtmlResponse::new("<h1>Not here</h1>").status(404);
    /// ```
    HtmlResponse, |description| typed(description, "text/html", true);

    /// JSON: 200, `application/json; charset=UTF-8`.
    ///
    /// A text is not a document: it is JSON already, sent unchecked by [`raw`](JsonResponse::raw), or a
    /// [`Value`](serde_json::Value) is made of it.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::{JsonResponse, serde_json::json};
    ///
    /// JsonResponse::new(json!({ "id": 7 })).status(201);
    /// JsonResponse::raw(r#"{"id":7}"#);
    /// ```
    ///
    /// ```compile_fail
    /// # use framework_core as framework;
    /// framework::JsonResponse::new("text");
    /// ```
    JsonResponse, |description| typed(description, "application/json", false);

    /// Bytes: 200, `application/octet-stream`.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::BytesResponse;
    ///
    /// BytesResponse::new(vec![0, 159]).content_type("application/wasm");
    /// ```
    BytesResponse, |description| typed(description, "application/octet-stream", false);

    /// A file, or an embedded resource (`:/name`): 200, its type told by its name.
    ///
    /// It is streamed, with `Content-Length`, `ETag`, `Last-Modified` and `X-Content-Type-Options: nosniff`; `Range`
    /// and the conditions of RFC 9110, section 13, are answered. A file that is missing, unreadable or not to be
    /// served is a logged 500: the path was right, the handler was not, and the caller is not told where it looked.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::FileResponse;
    ///
    /// FileResponse::new("report.pdf").attachment(); // below `http.files_root`, never outside of it
    /// FileResponse::new(":/logo.svg"); // embedded by `resources!`
    /// FileResponse::from_path("/srv/reports/7.pdf").attachment_as("報告.pdf"); // anywhere
    /// FileResponse::new("report.csv").content("a,b\r\n").attachment(); // no file, but sent as if it were one
    /// ```
    FileResponse, |description| {
        description.response(HttpStatus::OK, "*/*", Schema::new());
        description.response(HttpStatus::PARTIAL_CONTENT, "*/*", Schema::new());
        description.empty_response(HttpStatus::NOT_MODIFIED);
        let refusals =
            [HttpStatus::PRECONDITION_FAILED, HttpStatus::RANGE_NOT_SATISFIABLE, HttpStatus::INTERNAL_SERVER_ERROR];
        refusals.into_iter().for_each(|status| description.problem(status));
    };

    /// Sends the caller elsewhere: 302 and `Location`, no body.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::RedirectResponse;
    ///
    /// RedirectResponse::to("https://example.org/").permanent();
    /// RedirectResponse::local("/login"); // what a visitor may have chosen
    /// ```
    RedirectResponse, |description| {
        description.response_header(HttpStatus::FOUND, "location", super::location_schema());
    };

    /// A status, with a text or without: any code from 200 to 999, those that nobody registered with the reason
    /// `UNKNOWN`. An informational one would be taken for the beginning of another response: it is a logged 500.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::StatusResponse;
    ///
    /// StatusResponse::new(404, "no such page");
    /// StatusResponse::from("404");
    /// StatusResponse::from(600);
    /// ```
    StatusResponse, |description| {
        let text = super::text_schema(description);
        description.responses.entry(None).or_default().content.insert("text/plain", text);
    };
}

impl PlainTextResponse {
    /// A text.
    pub fn new(text: impl Into<Text>) -> Self {
        PlainTextResponse(Draft::new(TEXT, text.into().0))
    }
}

impl HtmlResponse {
    /// A page.
    pub fn new(html: impl Into<Text>) -> Self {
        HtmlResponse(Draft::new(HTML, html.into().0))
    }
}

impl JsonResponse {
    /// A bean, a container or a [`Value`](serde_json::Value), as JSON. What cannot be written is a logged 500.
    pub fn new(value: impl JsonBody) -> Self {
        JsonResponse(Draft::made(written(&value).map(|json| ok(JSON, json))))
    }

    /// Text or bytes that are JSON already; sent as they are, unchecked.
    pub fn raw(json: impl Into<Content>) -> Self {
        JsonResponse(Draft::new(JSON, json.into().bytes))
    }
}

impl BytesResponse {
    /// Bytes, or the UTF-8 of a text.
    pub fn new(bytes: impl Into<Content>) -> Self {
        BytesResponse(Draft::new(OCTETS, bytes.into().bytes))
    }
}

impl FileResponse {
    /// A file below `http.files_root`, or an embedded resource (`:/name`).
    ///
    /// What leads out of the folder is refused: `..`, an absolute path elsewhere, a symbolic link; so are hidden
    /// files. See [`from_path`](FileResponse::from_path) for any other file.
    pub fn new(path: impl Into<String>) -> Self {
        FileResponse(Draft::of(files::body(Named::Text(path.into()))))
    }

    /// Any file, wherever it is. What a visitor sends must not choose it.
    pub fn from_path(path: impl Into<std::path::PathBuf>) -> Self {
        FileResponse(Draft::of(files::body(Named::Path(path.into()))))
    }

    /// To be saved, under its own name, instead of shown (RFC 6266).
    pub fn attachment(self) -> Self {
        FileResponse(self.0.field(http::header::CONTENT_DISPOSITION, files::OWN_NAME))
    }

    /// To be saved under a name, which may be of any letters (RFC 8187); its line breaks and slashes become `_`.
    pub fn attachment_as(self, name: impl AsRef<str>) -> Self {
        FileResponse(self.0.field(http::header::CONTENT_DISPOSITION, files::attachment(Some(name.as_ref()))))
    }
}

impl RedirectResponse {
    /// To any location, by 302; what URLs do not allow is percent-encoded. Control characters make it a logged 500.
    ///
    /// A location that a visitor had a part in belongs into [`local`](RedirectResponse::local).
    pub fn to(target: impl AsRef<str>) -> Self {
        RedirectResponse::of(location(target.as_ref()))
    }

    /// To a path of this server, by 302. A target that leads, or that a browser takes to lead, to another host is a
    /// 400: `https://evil`, `//evil`, `/\evil`, and whatever does not begin with `/`.
    pub fn local(path: impl AsRef<str>) -> Self {
        RedirectResponse::of(local(path.as_ref()))
    }

    fn of(location: Result<HeaderValue, Invalid>) -> Self {
        RedirectResponse(match location {
            Ok(location) => Draft::empty(HttpStatus::FOUND).field(http::header::LOCATION, location),
            Err(invalid) => Draft::refused(invalid),
        })
    }

    /// For good, with the same method: 308.
    pub fn permanent(self) -> Self {
        self.status(HttpStatus::PERMANENT_REDIRECT)
    }

    /// For good, where clients may turn POST into GET: 301.
    pub fn moved(self) -> Self {
        self.status(HttpStatus::MOVED_PERMANENTLY)
    }

    /// For now, with the same method: 307.
    pub fn temporary(self) -> Self {
        self.status(HttpStatus::TEMPORARY_REDIRECT)
    }

    /// To what shall be fetched by GET, after a POST: 303.
    pub fn see_other(self) -> Self {
        self.status(HttpStatus::SEE_OTHER)
    }
}

impl StatusResponse {
    /// A status with a text; an empty text is none.
    pub fn new(status: impl TryInto<HttpStatus, Error: Into<NoStatus>>, text: impl Into<Text>) -> Self {
        StatusResponse(Draft::empty(HttpStatus::OK).content(text.into().into()).status(status))
    }

    /// `404`, or `404 no such page`; anything else is a logged 500.
    pub(super) fn parse(text: &str) -> Self {
        let (code, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let digits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
        match code.parse::<u16>() {
            Ok(code) if digits => StatusResponse::new(code, rest.trim_start()),
            _ => StatusResponse::from(Invalid::internal(format!("`{}` is no status", text.escape_debug()))),
        }
    }
}

fn typed(description: &mut Description<'_>, media_type: &'static str, is_text: bool) {
    let schema = if is_text { super::text_schema(description) } else { Schema::new() };
    description.response(HttpStatus::OK, media_type, schema);
}
