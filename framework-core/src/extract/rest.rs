//! What a catch-all captured, segment by segment.

use std::borrow::Cow;

use framework_pattern::decode_segment;

use super::{FromRequest, Kind, Loaded, Parameter, ParameterError, Source, describe_scalar};
use crate::{
    bean::Json,
    schema::{Description, Schemas},
};

/// What `<*rest>` captured.
///
/// As text, encoded slashes and backslashes stay encoded, so that they are no borders between segments; the segments
/// themselves are decoded whole. A segment may hold a slash: never join them to the name of a file unseen.
///
/// ```
/// # use framework_core as framework;
/// use framework::Rest;
///
/// // #[get_mapping("/files/<*path>")]
/// fn files(path: Rest<'_>) -> Vec<String> {
///     path.segments().map(|segment| segment.into_owned()).collect()
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Rest<'r> {
    text: &'r str,
    raw: &'r str,
}

impl<'r> Rest<'r> {
    /// The rest of the path, decoded but for slashes and backslashes.
    #[must_use]
    pub fn as_str(&self) -> &'r str {
        self.text
    }

    /// Its segments, decoded.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'r, str>> + use<'r> {
        // The router has decoded each of them already, so none is refused here.
        self.raw.split('/').map(|segment| decode_segment(segment).unwrap_or(Cow::Borrowed(segment)))
    }
}

impl<'r> FromRequest<'r> for Rest<'r> {
    const KIND: Kind = Kind::Scalar;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let head = loaded.head();
        let text = head.capture(parameter.name).filter(|_| loaded.source(parameter, Kind::Scalar) == Source::Path);
        let Some(text) = text else { return Err(ParameterError::missing(parameter, Source::Path)) };
        // A catch-all is the last segment of its pattern, and no segment of a pattern holds a slash.
        let before = head.route().map_or(0, |route| route.pattern.matches('/').count());
        let raw =
            head.path().match_indices('/').nth(before.saturating_sub(1)).map_or("", |(at, _)| &head.path()[at + 1..]);
        Ok(Rest { text, raw })
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        let text = String::schema(&mut Schemas::default());
        describe_scalar(description, parameter, text);
    }
}
