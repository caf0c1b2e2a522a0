#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, missing_debug_implementations)]
#![deny(elided_lifetimes_in_paths, single_use_lifetimes, trivial_casts, unused_results, unused_lifetimes)]
#![deny(let_underscore_drop, missing_copy_implementations, non_ascii_idents, unit_bindings, unused_import_braces)]
#![deny(clippy::all, clippy::pedantic)]
//! Documented.

use framework::{Prefixed, prefixed, prelude::*, response_prefix};

/// Documented.
#[derive(Bean, Debug)]
#[bean(default)]
pub struct User {
    /// Documented.
    #[bean(default = "x")]
    pub name: String,
    /// Documented.
    pub age: Option<u8>,
}

/// Documented.
#[derive(Default, Debug, Clone, Copy)]
pub struct Users;

#[controller("/users")]
impl Users {
    /// Documented.
    #[get_mapping("/<id>")]
    pub async fn find(&self, id: i64, #[query(default = 1)] times: i64, name: &str) -> Result<User, Invalid> {
        Ok(User { name: format!("{name}{id}{times}"), age: None })
    }
}

/// Documented.
#[post_mapping]
pub fn create(user: User) -> (HttpStatus, User) {
    (HttpStatus::CREATED, user)
}

/// Documented.
#[derive(Debug, Clone)]
pub struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(self.0.into()))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[response_prefix("$csv:")]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}

/// Documented.
#[get_mapping(prefixed)]
#[must_use]
pub fn page(name: &str) -> String {
    format!("$html:<h1>{name}</h1>")
}

/// Documented.
#[get_mapping]
#[must_use]
pub fn table() -> Created<Status<203, &'static str>> {
    Created::at("/table", Status("$csv:a,b"))
}

/// Documented.
#[get_mapping("/tables/<n>")]
pub fn made(n: u8) -> Prefixed {
    let rest = prefixed!("$file:{n}.html");
    drop(rest);
    prefixed!("$csv:{n},{}", n)
}

fn main() {}
