use framework::prelude::*;

struct Cache;

#[derive(Bean)]
struct User {
    id: u8,
    #[bean(skip)]
    cache: Cache,
    //~^ [Cache] Default` is not satisfied
}

fn main() {}
