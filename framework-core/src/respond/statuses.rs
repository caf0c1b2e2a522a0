//! Statuses that are known at compile time, and documented exactly.

use super::{IntoResponse, Prefixing, redirect::location};
use crate::{HttpStatus, Invalid, Response, context::Context, schema::Description};

/// A value with a status that the type says: `Status<202, Ticket>`.
///
/// The code is a final one, 200 to 999; any other is a compile error.
///
/// ```
/// # use framework_core as framework;
/// use framework::Status;
///
/// fn queue() -> Status<202, &'static str> {
///     Status("in the queue")
/// }
/// # queue();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status<const CODE: u16, T = ()>(pub T);

/// 201 with the `Location` of what was made.
///
/// ```
/// # use framework_core as framework;
/// use framework::Created;
///
/// fn create() -> Created<&'static str> {
///     Created::at("/users/7", "Ada")
/// }
/// # create();
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created<T = ()> {
    location: String,
    value: T,
}

impl<T> Created<T> {
    /// Something made, and where it is found; what URLs do not allow is percent-encoded there.
    pub fn at(location: impl Into<String>, value: T) -> Self {
        Created { location: location.into(), value }
    }
}

/// A value with 202: the work is not done yet.
///
/// ```
/// # use framework_core as framework;
/// fn start() -> framework::Accepted<&'static str> {
///     framework::Accepted("started")
/// }
/// # start();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted<T = ()>(pub T);

/// 204: done, and nothing to say.
///
/// ```
/// # use framework_core as framework;
/// fn remove() -> framework::NoContent {
///     framework::NoContent
/// }
/// # remove();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoContent;

/// Refused where the type is used, before anything runs.
const fn final_status(code: u16) -> HttpStatus {
    match HttpStatus::from_code(code) {
        Some(status) if code >= 200 => status,
        _ => panic!("`Status<CODE, T>` takes a final status, 200 to 999"),
    }
}

/// Refuses, at compile time and at the type, a status that cannot be sent.
///
/// # Panics
/// At compile time, which is how it refuses.
#[track_caller]
pub const fn is_final(is_final: bool) {
    assert!(is_final, "a handler cannot return this status; `Status<CODE, T>` takes a final one, 200 to 999");
}

pub(super) fn with_status(response: Result<Response, Invalid>, status: HttpStatus) -> Result<Response, Invalid> {
    response.map(|mut response| {
        *response.status_mut() = status.into();
        response
    })
}

impl<const CODE: u16, T: IntoResponse> IntoResponse for Status<CODE, T> {
    const PREFIXES: Prefixing = T::PREFIXES;
    const IS_FINAL: bool = CODE >= 200 && CODE <= 999 && T::IS_FINAL;

    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        with_status(self.0.into_response(context), const { final_status(CODE) })
    }

    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        with_status(self.0.into_prefixed_response(context), const { final_status(CODE) })
    }

    fn describe(description: &mut Description<'_>) {
        description.fixed_status(const { final_status(CODE) }, T::describe);
    }
}

impl<T: IntoResponse> IntoResponse for Created<T> {
    const PREFIXES: Prefixing = T::PREFIXES;
    const IS_FINAL: bool = T::IS_FINAL;

    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        located(&self.location, self.value.into_response(context))
    }

    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        located(&self.location, self.value.into_prefixed_response(context))
    }

    fn describe(description: &mut Description<'_>) {
        description.fixed_status(HttpStatus::CREATED, T::describe);
        description.response_header(HttpStatus::CREATED, "location", super::location_schema());
    }
}

fn located(target: &str, response: Result<Response, Invalid>) -> Result<Response, Invalid> {
    let location = location(target)?;
    let mut response = with_status(response, HttpStatus::CREATED)?;
    response.headers_mut().insert(http::header::LOCATION, location);
    Ok(response)
}

impl<T: IntoResponse> IntoResponse for Accepted<T> {
    const PREFIXES: Prefixing = T::PREFIXES;
    const IS_FINAL: bool = T::IS_FINAL;

    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        with_status(self.0.into_response(context), HttpStatus::ACCEPTED)
    }

    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        with_status(self.0.into_prefixed_response(context), HttpStatus::ACCEPTED)
    }

    fn describe(description: &mut Description<'_>) {
        description.fixed_status(HttpStatus::ACCEPTED, T::describe);
    }
}

impl IntoResponse for NoContent {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        HttpStatus::NO_CONTENT.into_response(context)
    }

    fn describe(description: &mut Description<'_>) {
        description.empty_response(HttpStatus::NO_CONTENT);
    }
}
