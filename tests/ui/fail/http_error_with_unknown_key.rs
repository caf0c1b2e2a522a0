use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
#[invalid(crat = framework)]
//~^ [crat] the key `crat` is not understood; did you mean `crate`?
enum UserError {
    #[error("no user")]
    #[invalid(404)]
    Missing,
}

fn main() {}
