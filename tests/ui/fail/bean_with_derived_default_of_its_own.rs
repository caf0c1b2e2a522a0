use framework::prelude::*;

#[derive(Bean, Default)]
//~^ [Default] conflicting implementations of trait `std::default::Default` for type `User`
#[bean(default)]
struct User {
    #[bean(default = 1)]
    id: u8,
}

fn main() {}
