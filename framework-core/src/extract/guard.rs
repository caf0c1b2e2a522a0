//! Arguments that decide whether a request may pass.

use super::Ward;
use crate::{HttpStatus, Invalid, request::RequestHead, schema::Description};

/// Decides from the head of a request whether it may pass, before a byte of its body is read.
///
/// An argument marked `#[guard]` is made by it. Guards run in the order of the arguments; the first refusal is
/// answered, and it hides errors of other parameters. Where a guard is an `Option`, whoever it refuses with 401 passes as
/// `None`, and any other refusal is answered; where it is a `Result<_, Invalid>`, the handler has every refusal.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Guard, Invalid, RequestHead};
///
/// struct CurrentUser {
///     name: String,
/// }
///
/// impl Guard for CurrentUser {
///     async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
///         match request.bearer_token() {
///             Some("7") => Ok(CurrentUser { name: "Ada".to_owned() }),
///             _ => Err(Invalid::unauthorized("log in first").header("www-authenticate", "Bearer")),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a guard",
    label = "marked `#[guard]`",
    note = "implement `Guard` for `{Self}`, or drop `#[guard]`"
)]
pub trait Guard: Sized + Send {
    /// Decides.
    ///
    /// # Errors
    /// The refusal.
    fn guard(request: &RequestHead) -> impl Future<Output = Result<Self, Invalid>> + Send;

    /// Describes its refusals, and how a caller shows who it is; unless it says more exactly, it refuses with any
    /// problem. [`Security`](crate::Security) has an example.
    fn describe(description: &mut Description<'_>) {
        description.any_problem();
    }
}

/// Whoever is not known passes, too.
impl<G: Guard> Guard for Option<G> {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        match G::guard(request).await {
            Err(refusal) if refusal.status() == HttpStatus::UNAUTHORIZED => Ok(None),
            decided => decided.map(Some),
        }
    }

    fn describe(description: &mut Description<'_>) {
        description.let_through(|status| status == Some(HttpStatus::UNAUTHORIZED.code()), G::describe);
    }
}

/// What is refused is for the handler to answer.
impl<G: Guard> Guard for Result<G, Invalid> {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        Ok(G::guard(request).await)
    }

    fn describe(description: &mut Description<'_>) {
        description.let_through(|_| true, G::describe);
    }
}

/// Describes what a guard refuses. The one place in generated code that demands the bound.
pub fn guarded<G: Guard>(_: Ward<G>, description: &mut Description<'_>) {
    G::describe(description);
}
