//! What answers without a route of ours: what is mounted, the fallback, and the layers.

use http::{Uri, uri::PathAndQuery};

use super::{Refusal, caught, kept, refusal::without_fields, sound, told};
use crate::{Body, Invalid, Response, context::Context, files::Assets, middleware::Endpoint, request::Sender};

/// What answers at and below a prefix.
#[derive(Debug)]
pub(crate) struct Mount {
    segments: usize,
    pub(super) mounted: Mounted,
}

/// What is mounted: a service of somebody else's, or a folder.
#[derive(Debug)]
pub(crate) enum Mounted {
    Service(Endpoint),
    Assets(Assets),
}

impl Mount {
    pub(crate) fn new(prefix: &str, mounted: Mounted) -> Self {
        Mount { segments: prefix.split('/').filter(|segment| !segment.is_empty()).count(), mounted }
    }

    /// The prefix of a path, and what is behind it.
    pub(super) fn split<'p>(&self, path: &'p str) -> (&'p str, &'p str) {
        path.split_at(path.match_indices('/').nth(self.segments).map_or(path.len(), |(at, _)| at))
    }

    /// The target behind the prefix.
    pub(super) fn strip(&self, uri: &Uri) -> Uri {
        let target = uri.path_and_query().map_or("/", PathAndQuery::as_str);
        let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
        let (_, behind) = self.split(path);
        let slash = if behind.is_empty() { "/" } else { "" };
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = format!("{slash}{behind}{query}").parse().ok();
        Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
    }
}

/// The answer of a service; a panic in it ends this request alone, and what it answers is put right.
pub(super) async fn answer(
    who: &str,
    endpoint: &Endpoint,
    request: http::Request<Body>,
    sender: Sender,
    context: &Context,
) -> Result<Response, Refusal> {
    let kept = kept(&request, Some(sender), context);
    let answer = caught(async {
        let response = endpoint.answer(request).await?;
        if !response.body().is_unfinished() {
            return Ok(response);
        }
        // A file that it names is opened here, and sent whole: its conditions would need all the header fields.
        Body::finish(response, &without_fields(kept.head()), context).await
    });
    let answer = answer.await.unwrap_or_else(|panic| Err(Invalid::internal(told(who, panic))));
    sound(answer).map_err(|invalid| Refusal::of(invalid, Box::new(kept)))
}
