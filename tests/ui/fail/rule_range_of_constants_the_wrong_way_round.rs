use framework::prelude::*;

const OLDEST: u8 = 150;
const YOUNGEST: u8 = 18;

#[derive(Bean)]
struct User {
    #[bean(range(OLDEST..=YOUNGEST))]
    //~^ [OLDEST..=YOUNGEST] nothing is from `OLDEST` to `YOUNGEST`
    age: Option<u8>,
}

fn main() {}
