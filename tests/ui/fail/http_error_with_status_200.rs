use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no")]
    #[invalid(200)]
    //~^ [200] the status of an error is 400 to 599
    Missing,
    #[error("gone")]
    #[invalid(410)]
    Gone,
}

fn main() {}
