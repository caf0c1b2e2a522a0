//! The connection, and who stops it, as arguments.

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError};
use crate::{
    schema::Description,
    takeover::{Line, Socket, StopToken},
};

impl FromRequest<'_> for Socket {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = Needs::SOCKET.and(Needs::LINE).and(Needs::CONTEXT);

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let line = loaded.head().extensions().get::<Line>();
        let socket = line.map(|line| Socket::of(line, loaded.head()));
        socket.ok_or_else(|| ParameterError::internal(parameter, "the request came over no connection"))
    }

    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
}

impl FromRequest<'_> for StopToken {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = Needs::LINE;

    fn from_request(loaded: &Loaded, _: &'static Parameter) -> Result<Self, ParameterError> {
        Ok(loaded.head().extensions().get().map(Line::token).unwrap_or_default())
    }

    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
}
