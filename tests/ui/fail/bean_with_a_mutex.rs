use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::sync::Mutex<u32>,
    //~^ [std::sync::Mutex<u32>] `std::sync::Mutex<u32>` cannot be sent as JSON
    //~| write `u32`
}

fn main() {}
