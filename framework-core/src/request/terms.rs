//! What a route says about how it is run.

use std::{fmt, time::Duration};

use http::Method;

use super::method_is_safe;
use crate::{body::BodyLimit, config::HttpSettings};

/// What a route says about how it is run. What it leaves open, the settings decide.
///
/// ```
/// # use framework_core as framework;
/// use framework::{OnDisconnect, Terms};
///
/// // #[post_mapping("/x", body_limit = "1 KiB", on_disconnect = "cancel")]
/// let terms = Terms { body_limit: Some(1024), on_disconnect: Some(OnDisconnect::Cancel), ..Terms::OPEN };
/// assert_eq!(terms.request_timeout, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// `body_limit`: bytes of a request's body; more is a 413. `u64::MAX` stands for `none`.
    pub body_limit: Option<u64>,
    /// `request_timeout`: how long a handler may take; then it is a 503. `Duration::MAX` stands for `none`.
    pub request_timeout: Option<Duration>,
    /// `on_disconnect`: what becomes of a handler whose client is gone; the method decides where it is not said.
    pub on_disconnect: Option<OnDisconnect>,
}

/// What happens to a handler whose client has gone away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDisconnect {
    /// It is dropped where it waits: so it is with safe methods, unless the route says otherwise.
    Cancel,
    /// It runs to its end: so it is with all other methods.
    Finish,
}

impl Terms {
    /// Nothing is said.
    pub const OPEN: Terms = Terms { body_limit: None, request_timeout: None, on_disconnect: None };

    /// How large a body may be.
    pub(crate) fn body_limit_in(&self, settings: &HttpSettings) -> BodyLimit {
        match self.body_limit {
            Some(bytes) => BodyLimit { bytes, said_by: "`body_limit` of the route" },
            None => BodyLimit { bytes: settings.body_limit, said_by: BodyLimit::SETTING },
        }
    }

    /// How long a handler may take; none where it may take any time.
    pub(crate) fn time_limit_in(&self, settings: &HttpSettings) -> Option<TimeLimit> {
        let limit = match self.request_timeout {
            Some(time) => TimeLimit { time, said_by: "`request_timeout` of the route" },
            None => TimeLimit { time: settings.request_timeout, said_by: "setting `http.request_timeout`" },
        };
        (limit.time != Duration::MAX).then_some(limit)
    }

    /// Whether a handler runs to its end when its client is gone.
    pub(crate) fn finishes(&self, method: &Method) -> bool {
        match self.on_disconnect {
            Some(said) => said == OnDisconnect::Finish,
            None => !method_is_safe(method),
        }
    }
}

/// How long a handler may take, and what says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeLimit {
    pub(crate) time: Duration,
    said_by: &'static str,
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.time, self.said_by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_safe_method_is_cancelled_and_any_other_finishes_unless_the_route_says_otherwise() {
        let unsafe_methods = ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"];
        for (methods, finishes) in [(&["GET", "HEAD", "OPTIONS", "TRACE"][..], false), (&unsafe_methods[..], true)] {
            for method in methods.iter().map(|method| method.parse().expect("a method")) {
                assert_eq!(Terms::OPEN.finishes(&method), finishes, "{method}");
                let says = |said| Terms { on_disconnect: Some(said), ..Terms::OPEN };
                assert!(says(OnDisconnect::Finish).finishes(&method), "{method}");
                assert!(!says(OnDisconnect::Cancel).finishes(&method), "{method}");
            }
        }
    }
}
