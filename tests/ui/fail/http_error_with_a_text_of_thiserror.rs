use framework::prelude::*;

#[derive(Debug, HttpError)]
enum UserError {
//~^ [UserError] `UserError` is no error
//~| derive it with `thiserror`
    #[error("no user")]
    #[invalid(404)]
    Missing,
}

#[get_mapping]
fn find() -> Result<String, UserError> {
    Err(UserError::Missing)
}

fn main() {}
