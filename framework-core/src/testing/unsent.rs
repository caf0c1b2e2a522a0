//! What is asked of a response, called on a request that was not sent: the compiler says what to write.

use super::{TestRequest, TestResponse};
use crate::HttpStatus;

/// Nothing has it.
#[diagnostic::on_unimplemented(
    message = "a request that was not sent has no response",
    label = "the request is not sent yet",
    note = "send it by `.await`, as in `app.get(\"/\").await.assert_status(200)`"
)]
pub trait Sent {}

macro_rules! unsent {
    ($($function:ident($($any:ident),*) -> $returned:ty;)*) => {
        #[doc(hidden)]
        #[allow(unused_lifetimes, reason = "a condition without a parameter would be judged here")]
        impl TestRequest {$(
            pub fn $function<'a>(self, $($any: impl Sized),*) -> $returned
            where
                &'a TestRequest: Sent,
            {
                $(let _ = $any;)*
                unreachable!("the condition holds for nothing")
            }
        )*}
    };
}

unsent! {
    status() -> HttpStatus;
    assert_status(status) -> TestResponse;
    assert_text(text) -> TestResponse;
    assert_json(value) -> TestResponse;
    assert_header(name, value) -> TestResponse;
    assert_redirect(target) -> TestResponse;
    assert_body_contains(text) -> TestResponse;
}
