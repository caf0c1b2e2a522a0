//! Without the feature `ws` no stream is taken over.

use std::convert::Infallible;

use http::request::Parts;

use super::streams::Stream;
use crate::{BoxFuture, Response, watch::Watch};

/// None is there.
pub(super) type Upgrade = Infallible;

pub(super) fn asked(_: &mut Parts) -> Option<Upgrade> {
    None
}

pub(super) fn settle(_: &mut Response, _: &Watch) {}

pub(super) async fn serve(upgrade: Upgrade, _: Option<BoxFuture<'static, ()>>, _: &Stream) {
    match upgrade {}
}
