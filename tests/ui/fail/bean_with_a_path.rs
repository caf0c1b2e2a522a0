use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::path::PathBuf,
    //~^ [std::path::PathBuf] `PathBuf` cannot be sent as JSON
    //~| write a `String`
}

fn main() {}
