use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::time::SystemTime,
    //~^ [std::time::SystemTime] `SystemTime` cannot be sent as JSON
    //~| write a type of chrono: `DateTime<Utc>`
}

fn main() {}
