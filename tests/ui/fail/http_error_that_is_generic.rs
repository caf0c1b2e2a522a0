use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError<T> {
//~^ [T] an error with statuses cannot be generic
    #[error("no")]
    #[invalid(404)]
    Missing(T),
}

fn main() {}
