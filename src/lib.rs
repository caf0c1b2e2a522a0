#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub use framework_core::*;
pub use framework_macros::*;

#[doc(hidden)]
pub use framework_core::private as __private;

/// What nearly every program uses: `use framework::prelude::*;`.
pub mod prelude {
    pub use framework_core::{
        App, Body, Context, FromRequest, Guard, HttpStatus, IntoResponse, Invalid, RequestHead, Response,
    };
    pub use framework_macros::*;
}
