//! What the targets share: an application that is asked, beans of every kind, and what can be said of an answer
//! without the framework's help.

#![forbid(unsafe_code)]

pub mod asking;
pub mod beans;
pub mod compose;
pub mod naive;
pub mod schema;
