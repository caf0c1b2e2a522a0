use framework::prelude::*;

#[derive(Bean)]
struct User {
    ages: std::ops::Range<u8>,
    //~^ [std::ops::Range<u8>] `std::ops::Range<u8>` cannot be sent as JSON
    //~| #[derive(Parameter)] #[parameter("an amount as 1.50", json)] struct Amount(std::ops::Range<u8>);
}

fn main() {}
