use framework::prelude::*;

#[get_mapping]
fn one(#[query] id: ) -> u8 {
//~^ [)] expected type, found `)`
    1
}

#[get_mapping]
fn two(#[query] id: u8) -> u8 {
    id.
}
//~^ [}] unexpected token: `}`

fn main() {}
