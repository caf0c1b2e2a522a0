//! A file that a handler has named, opened once the handler has returned.

use std::path::PathBuf;

use bytes::Bytes;
use http::{HeaderValue, header};

use super::{Stored, Wanted, attachment, open};
use crate::{
    Body, BoxFuture, Invalid, Response, body::Unfinished, context::Context, request::RequestHead, resources::etag,
};

/// What a handler names.
#[derive(Debug)]
pub(crate) enum Named {
    /// A path below `http.files_root`, or a resource as `:/name`.
    Text(String),
    /// Any path.
    Path(PathBuf),
    /// No file at all: what is sent as if it were one of this name.
    Content { name: String, bytes: Bytes },
}

/// The body of a response that will be this file.
pub(crate) fn body(named: Named) -> Body {
    Body::unfinished(named)
}

/// Stands for a `Content-Disposition` with the file's own name, until that is known.
pub(crate) const OWN_NAME: HeaderValue = HeaderValue::from_static("attachment");

impl Unfinished for Named {
    fn finish<'a>(
        self: Box<Self>,
        mut response: Response,
        head: &'a RequestHead,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Response, Invalid>> {
        Box::pin(async move {
            let stored = self.open(context).await?;
            if response.headers().get(header::CONTENT_DISPOSITION) == Some(&OWN_NAME) {
                response.headers_mut().insert(header::CONTENT_DISPOSITION, attachment(Some(stored.name())));
            }
            stored.into_response(response, head.method(), head.headers()).await
        })
    }

    fn with_content(self: Box<Self>, bytes: Bytes) -> Body {
        let name = match *self {
            Named::Text(path) => path.rsplit('/').next().map(str::to_owned),
            Named::Path(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Named::Content { name, .. } => Some(name),
        };
        body(Named::Content { name: name.unwrap_or_default(), bytes })
    }
}

impl Named {
    async fn open(self, context: &Context) -> Result<Stored, Invalid> {
        let root = &context.settings.http.files_root;
        let (wanted, told) = match self {
            Named::Text(name) if name.starts_with(":/") => {
                let resource = context.resources.get(&name[1..]);
                let missing = || Invalid::internal(format!("there is no resource `{}`", name.escape_debug()));
                return resource.ok_or_else(missing)?.open().await;
            }
            Named::Text(path) => {
                // A visitor may have chosen it, and a line break would begin another line of the log.
                let told = format!("`{}` in `{}` (setting `http.files_root`)", path.escape_debug(), root.display());
                (Wanted::Within { root: root.clone(), path }, told)
            }
            Named::Path(path) => {
                let told = format!("`{}`", path.to_string_lossy().escape_debug());
                (Wanted::Path(path), told)
            }
            Named::Content { name, bytes } => {
                let etag = etag(&bytes);
                return Ok(Stored::embedded(name, bytes, etag));
            }
        };
        open(wanted).await.map_err(|refused| Invalid::internal(format!("the file {told} cannot be sent: {refused}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_name_begins_another_line_of_the_log() {
        let name = "a\nERROR forged";
        for named in [Named::Text(name.into()), Named::Text(format!(":/{name}")), Named::Path(name.into())] {
            let refused = named.open(&Context::default()).await.expect_err("no file");
            let told = refused.source().expect("a cause").to_string();
            assert!(told.contains("a\\nERROR forged") && !told.contains('\n'), "{told}");
        }
    }
}
