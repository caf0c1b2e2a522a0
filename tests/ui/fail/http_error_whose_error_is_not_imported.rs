use framework::prelude::*;

#[derive(Debug, Error, HttpError)]
//~^ [Error] cannot find derive macro `Error`
enum UserError {
    #[error("no user")]
    #[invalid(404)]
    Missing,
}

#[get_mapping]
fn find() -> Result<String, UserError> {
    Err(UserError::Missing)
}

fn main() {}
