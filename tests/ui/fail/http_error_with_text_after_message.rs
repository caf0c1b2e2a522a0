use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no user {id}")]
    #[invalid(404, "no user {}", id)]
    //~^ the fields are named in the text: `{id}`
    Missing { id: u8 },
}

fn main() {}
