use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no user {id}")]
    #[invalid(404, "no user {}", id)]
    //~^ [id] name the fields in the text: `{id}`, or `{0}` for the first of a tuple
    Missing { id: u8 },
}

fn main() {}
