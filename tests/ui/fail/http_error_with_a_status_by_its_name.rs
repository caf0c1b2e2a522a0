use framework::prelude::*;

#[derive(Debug, HttpError)]
enum UserError {
    #[invalid(HttpStatus::NOT_FOUND)]
    //~^ [HttpStatus] write the status and the public message: `#[invalid(404, "no such user")]`
    Missing,
}

#[get_mapping]
fn find() -> Result<String, UserError> {
    Err(UserError::Missing)
}

fn main() {}
