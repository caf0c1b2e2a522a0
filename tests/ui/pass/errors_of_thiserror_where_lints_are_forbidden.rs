#![forbid(unused_must_use)]
#![deny(warnings)]

use framework::prelude::*;
use thiserror::Error;

#[derive(Debug, Error, HttpError)]
enum UserError {
    #[error("no user {0}")]
    #[invalid(404, "no user {0}")]
    Missing(u32),
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

#[get_mapping("/users/<id>")]
fn find(id: u32) -> Result<String, UserError> {
    if id == 0 { Err(UserError::Missing(id)) } else { Ok(std::fs::read_to_string("users")?) }
}

fn main() {}
