use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
#[invalid(404, "no user")]
//~^ [#[invalid(404, "no user")]] a status stands on a variant; the enum itself takes `crate = path` alone
enum UserError {
    #[error("no user")]
    Missing,
}

fn main() {}
