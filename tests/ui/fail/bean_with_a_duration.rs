use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::time::Duration,
    //~^ [std::time::Duration] `Duration` cannot be sent as JSON
    //~| write a number with its unit, as `seconds: u64`
}

fn main() {}
