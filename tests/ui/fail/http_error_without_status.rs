use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no")]
    #[invalid("no such user")]
    //~^ ["no such user"] write the status and the public message: `#[invalid(404, "no such user")]`
    Missing,
}

fn main() {}
