use framework::prelude::*;

#[derive(Bean)]
#[bean(serde)]
//~^ [serde] serde's traits are not there; derive `Serialize` and `Deserialize`, or drop `#[bean(serde)]`
struct Basket {
    apples: u8,
}

#[post_mapping]
fn fill(basket: Basket) -> Vec<Basket> {
    vec![basket]
}

fn main() {}
