use framework::prelude::*;

struct Store;

#[get_mapping]
fn count() -> u8
where
    Store: Clone,
    //~^ [Store: Clone] the trait bound `Store: Clone` is not satisfied
{
    1
}

fn main() {}
