use framework::prelude::*;

#[derive(Bean)]
enum Order {
    Rising,
}

#[get_mapping]
fn find(#[query(default = Rising)] order: Order) -> Order {
//~^ [Rising] cannot find value `Rising` in this scope
    order
}

fn main() {}
