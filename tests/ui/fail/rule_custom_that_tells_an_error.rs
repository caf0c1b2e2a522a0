use framework::prelude::*;

fn check(_: &str) -> Result<(), std::io::Error> {
    Ok(())
}

#[derive(Bean)]
struct User {
    #[bean(custom = check)]
    //~^ [custom] `std::io::Error` does not say what is wrong with a value
    name: String,
}

fn main() {}
