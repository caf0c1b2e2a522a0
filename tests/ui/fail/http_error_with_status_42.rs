use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no")]
    #[invalid(42, "no")]
    //~^ [42] the status of an error is 400 to 599
    Missing,
}

fn main() {}
