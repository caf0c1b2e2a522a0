//! What a program decides about a connection that is to be taken over.

use std::fmt;

use http::HeaderMap;

use crate::{
    IntoInvalid, Invalid, Response,
    context::Context,
    invalid::header_field,
    request::RequestHead,
    respond::{IntoResponse, sound},
};

/// The answer to a request that asks to take over its connection: a 101, or any other response.
///
/// `negotiate = function` of a mapping names the function that decides. It sees the head of the request, after guards
/// and parameters; what takes time to decide is a guard's.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Invalid, RequestHead, Switch};
///
/// // #[socket_mapping("/lines", protocol = "line-echo/1", negotiate = version)]
/// fn version(head: &RequestHead) -> Result<Switch, Invalid> {
///     match head.header("x-lines") {
///         None | Some("crlf") => Ok(Switch::accept().header("x-lines", "crlf")),
///         Some(_) => Err(Invalid::bad_request("lines end with CRLF here")),
///     }
/// }
/// ```
#[must_use = "a decision does nothing until it is returned"]
pub struct Switch {
    fields: Result<HeaderMap, Invalid>,
    refusal: Option<Box<Refusal>>,
}

/// Makes the response that is answered instead.
type Refusal = dyn FnOnce(&Context) -> Result<Response, Invalid> + Send;

impl Switch {
    /// The connection changes its protocol: 101.
    pub fn accept() -> Self {
        Switch { fields: Ok(HeaderMap::new()), refusal: None }
    }

    /// It does not: anything that a handler may return is answered instead.
    pub fn refuse(response: impl IntoResponse + Send + 'static) -> Self {
        let refusal = move |context: &Context| sound(response.into_response(context));
        Switch { fields: Ok(HeaderMap::new()), refusal: Some(Box::new(refusal)) }
    }

    /// Adds a header field to the answer; several of one name are all sent. Those of the protocol itself stay.
    ///
    /// A name or value that HTTP does not allow makes it a 500, logged.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.fields = self.fields.and_then(|mut fields| {
            let (name, value) = header_field(name.as_ref(), value.as_ref())?;
            fields.append(name, value);
            Ok(fields)
        });
        self
    }

    fn decide(self, context: &Context) -> Result<HeaderMap, Invalid> {
        let fields = self.fields?;
        let Some(refusal) = self.refusal else { return Ok(fields) };
        let mut response = refusal(context)?;
        for (name, value) in &fields {
            response.headers_mut().append(name, value.clone());
        }
        Err(Invalid::answered_by(response))
    }
}

impl fmt::Debug for Switch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Switch").field("accepts", &self.refusal.is_none()).finish_non_exhaustive()
    }
}

/// What a function that negotiates returns: a [`Switch`], or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "a function that negotiates cannot return `{Self}`",
    label = "neither `Switch` nor a `Result` of it",
    note = "return `Switch::accept()`, or `Switch::refuse(…)` with any response"
)]
pub trait Negotiated {
    /// The decision.
    ///
    /// # Errors
    /// What is answered instead.
    fn into_switch(self) -> Result<Switch, Invalid>;
}

impl Negotiated for Switch {
    fn into_switch(self) -> Result<Switch, Invalid> {
        Ok(self)
    }
}

impl<E: IntoInvalid> Negotiated for Result<Switch, E> {
    fn into_switch(self) -> Result<Switch, Invalid> {
        self.map_err(IntoInvalid::into_invalid)
    }
}

/// Asks the program's function; the header fields that it adds to the 101.
///
/// # Errors
/// What it answers instead.
pub fn negotiate<R: Negotiated>(
    function: impl FnOnce(&RequestHead) -> R,
    head: &RequestHead,
    context: &Context,
) -> Result<HeaderMap, Invalid> {
    function(head).into_switch()?.decide(context)
}
