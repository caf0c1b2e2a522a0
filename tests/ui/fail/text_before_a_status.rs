use framework::prelude::*;

#[get_mapping]
fn find() -> (&'static str, HttpStatus) {
//~^ [(&'static str, HttpStatus)] of two values the first is a status: `(HttpStatus, T)`
    ("one", HttpStatus::OK)
}

fn main() {}
