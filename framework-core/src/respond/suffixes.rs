//! Short ways to write a response type, behind the value.

use super::kinds::{
    BytesResponse, FileResponse, HtmlResponse, JsonResponse, PlainTextResponse, RedirectResponse, StatusResponse,
};

/// The response types as suffixes of texts and numbers, for those who like them short.
///
/// ```
/// # use framework_core as framework;
/// use framework::Suffixes;
///
/// "<h1>Hello</h1>".html().status(201);
/// "report.pdf".file().attachment();
/// "/login".redirect();
/// 404.status();
/// ```
pub trait Suffixes: ToString {
    /// A [`PlainTextResponse`].
    fn text(&self) -> PlainTextResponse {
        self.to_string().into()
    }

    /// An [`HtmlResponse`].
    fn html(&self) -> HtmlResponse {
        self.to_string().into()
    }

    /// A [`JsonResponse`] of what is JSON already.
    fn json(&self) -> JsonResponse {
        self.to_string().into()
    }

    /// A [`BytesResponse`] of the UTF-8.
    fn octets(&self) -> BytesResponse {
        self.to_string().into()
    }

    /// A [`FileResponse`]: below `http.files_root`, or an embedded resource.
    fn file(&self) -> FileResponse {
        self.to_string().into()
    }

    /// A [`RedirectResponse`]: 302.
    fn redirect(&self) -> RedirectResponse {
        self.to_string().into()
    }

    /// A [`StatusResponse`]; what is no status is a logged 500.
    fn status(&self) -> StatusResponse {
        self.to_string().into()
    }
}

impl Suffixes for str {}
impl Suffixes for String {}
impl Suffixes for i32 {}
impl Suffixes for u16 {}
