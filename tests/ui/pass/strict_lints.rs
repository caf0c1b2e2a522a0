#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, missing_debug_implementations)]
#![deny(elided_lifetimes_in_paths, single_use_lifetimes, trivial_casts, unused_results, unused_lifetimes)]
#![deny(let_underscore_drop, missing_copy_implementations, non_ascii_idents, unit_bindings, unused_import_braces)]
#![deny(clippy::all, clippy::pedantic)]
//! Documented.

use framework::prelude::*;

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

fn main() {}
