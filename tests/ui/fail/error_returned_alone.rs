use framework::prelude::*;

#[get_mapping]
fn find() -> std::io::Error {
//~^ [std::io::Error] a handler cannot return `std::io::Error`
    std::io::Error::other("broken")
}

fn main() {}
