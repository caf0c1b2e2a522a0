use framework::prelude::*;
use serde::Serialize as Error;

#[derive(Debug, Error, HttpError)]
//~^ [HttpError] unused
//~| implement `std::error::Error`, or derive it with `thiserror`
enum UserError {
    #[invalid(404)]
    Missing,
}

fn main() {}
