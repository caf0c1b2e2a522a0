use framework::prelude::*;

mod limits {
    pub const MOST: usize = 4;
}

#[derive(Bean)]
struct User {
    #[bean(length(8..=limits::MOST))]
    //~^ [8..=limits::MOST] nothing is from `8` to `limits::MOST`
    password: String,
}

fn main() {}
