//! The session as an argument.

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError};
use crate::{HttpStatus, Session, request::method_is_safe, schema::Description};

impl FromRequest<'_> for Session {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = Needs::SESSION;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let session = loaded.head().lazy.session().cloned();
        session.ok_or_else(|| ParameterError::internal(parameter, "no session was loaded: a bug of the framework"))
    }

    fn describe(description: &mut Description<'_>, _: &'static Parameter) {
        describe_session(description);
    }
}

/// What a request with a session may be refused with.
pub(super) fn describe_session(description: &mut Description<'_>) {
    description.session = true;
    if !method_is_safe(&description.method) {
        description.problem(HttpStatus::FORBIDDEN);
    }
    description.problem(HttpStatus::SERVICE_UNAVAILABLE);
}
