use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::net::IpAddr,
    //~^ [std::net::IpAddr] `IpAddr` cannot be sent as JSON
    //~| write a `String`, and parse it in a rule
}

fn main() {}
