use framework::prelude::*;

#[derive(Bean)]
struct User {
    ages: std::ops::Range<u8>,
    //~^ [std::ops::Range<u8>] `std::ops::Range<u8>` cannot be sent as JSON
}

fn main() {}
