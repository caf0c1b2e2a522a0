use framework::prelude::*;

#[derive(Parameter)]
#[parameter("an amount as 12.50", json)]
struct Money(i64);
//~^ [Money] `Money` cannot be written as a text
//~| implement `std::fmt::Display` for `Money`

impl std::str::FromStr for Money {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Money)
    }
}

#[derive(Bean)]
struct Price {
    amount: Money,
}

#[get_mapping]
fn double(price: Price) -> Price {
    Price { amount: Money(price.amount.0 * 2) }
}

fn main() {}
