use framework::prelude::*;

#[get_mapping]
fn find() -> (String, HttpStatus) {
//~^ [(String, HttpStatus)] a handler cannot return `(std::string::String, framework::HttpStatus)`
    (String::new(), HttpStatus::CREATED)
}

fn main() {}
