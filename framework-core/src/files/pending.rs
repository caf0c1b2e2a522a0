//! A file that a handler has named, opened once the handler has returned.

use std::path::PathBuf;

use http::{HeaderValue, header};

use super::{Stored, Wanted, attachment, open};
use crate::{Body, BoxFuture, Invalid, Response, body::Unfinished, context::Context, request::RequestHead};

/// What a handler names.
#[derive(Debug)]
pub(crate) enum Named {
    /// A path below `http.files_root`, or a resource as `:/name`.
    Text(String),
    /// Any path.
    Path(PathBuf),
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
}

impl Named {
    async fn open(self, context: &Context) -> Result<Stored, Invalid> {
        let root = &context.settings.http.files_root;
        let (wanted, told) = match self {
            Named::Text(name) if name.starts_with(":/") => {
                let resource = context.resources.get(&name[1..]);
                let resource = resource.ok_or_else(|| Invalid::internal(format!("there is no resource `{name}`")))?;
                return resource.open().await;
            }
            Named::Text(path) => {
                let told = format!("`{path}` in `{}` (setting `http.files_root`)", root.display());
                (Wanted::Within { root: root.clone(), path }, told)
            }
            Named::Path(path) => {
                let told = format!("`{}`", path.display());
                (Wanted::Path(path), told)
            }
        };
        open(wanted).await.map_err(|refused| Invalid::internal(format!("the file {told} cannot be sent: {refused}")))
    }
}
