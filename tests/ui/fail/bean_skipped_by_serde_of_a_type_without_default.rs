use framework::prelude::*;

struct Cache;

#[derive(Bean)]
struct User {
    id: u8,
    #[serde(skip)]
    cache: Cache,
    //~^ [Cache] the trait bound `Cache: std::default::Default` is not satisfied
}

fn main() {}
