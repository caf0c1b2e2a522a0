use framework::prelude::*;

#[derive(Debug, HttpError)]
enum UserError {
//~^ [UserError] `UserError` is no error
//~| std::error::Error
    #[invalid(404)]
    Missing,
}

fn main() {}
