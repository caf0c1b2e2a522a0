use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::time::Instant,
    //~^ [std::time::Instant] `std::time::Instant` cannot be sent as JSON
    //~| an instant as chrono's `DateTime<Utc>`
}

fn main() {}
