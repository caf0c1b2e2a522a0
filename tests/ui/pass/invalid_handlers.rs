//! Every shape of a function that answers refusals.

#![deny(warnings)]

use framework::{Invalid as Refused, RequestHead as Asked, prelude::*};

mod own {
    pub(crate) use framework as inner;
}

#[invalid_handler]
fn all(invalid: &Invalid, request: &RequestHead) -> HtmlResponse {
    HtmlResponse::new(format!("{invalid} {}", request.path()))
}

#[invalid_handler(400, crate = crate::own::inner)]
fn renamed(asked: &Asked, invalid: &Refused) -> String {
    format!("{invalid} {}", asked.path())
}

#[invalid_handler(404,)]
async fn named<'a, 'b>(invalid: &'a Invalid, _: &'b RequestHead) -> impl IntoResponse + use<> {
    invalid.status().code()
}

#[framework::invalid_handler(500)]
fn nothing() {}

#[invalid_handler(0x1A1)]
fn r#async(_: &framework::Invalid) -> Result<&'static str, Invalid> {
    Ok("$html:no")
}

#[invalid_handler(409)]
fn opaque(invalid: &Invalid, request: &RequestHead) -> impl IntoResponse {
    let detail = invalid.detail().unwrap_or(request.path());
    detail.to_owned()
}

macro_rules! handlers {
    ($($status:literal $name:ident)*) => {$(
        #[invalid_handler($status)]
        fn $name(invalid: &Invalid) -> String {
            invalid.to_string()
        }
    )*};
}

handlers!(405 method 415 media);

fn main() {}
