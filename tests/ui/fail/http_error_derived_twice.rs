use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
#[derive(HttpError)]
//~^ [HttpError] `HttpError` is derived twice; keep one
enum Failure {
    #[error("no such user")]
    #[invalid(404)]
    Missing,
}

fn main() {}
