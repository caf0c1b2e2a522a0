use framework::prelude::*;

#[delete_mapping]
fn delete() -> StatusCode {
//~^ [StatusCode] there is no `StatusCode` here; a status is an `HttpStatus`
    StatusCode::NO_CONTENT
}

fn main() {}
