use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no")]
    #[invalid(404)]
    #[invalid(410)]
    //~^ [#[invalid(410)]] a variant has one status
    Missing,
}

fn main() {}
