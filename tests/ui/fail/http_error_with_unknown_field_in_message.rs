use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no user {id}")]
    #[invalid(404, "no user {di}")]
    //~^ cannot find value `di` in this scope
    Missing { id: u8 },
}

fn main() {}
