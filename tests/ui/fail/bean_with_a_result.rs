use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Result<u8, String>,
    //~^ [Result<u8, String>] `Result<u8, std::string::String>` cannot be sent as JSON
}

fn main() {}
