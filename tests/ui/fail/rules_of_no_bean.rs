use framework::prelude::*;

struct Name(String);

#[derive(Bean)]
struct User {
    #[bean(length(1..), pattern("^[a-z]+$"), range(1..), one_of("a"), email)]
    first: Name,
    //~^ [Name] `Name` cannot be sent as JSON
    #[bean(length(1..), unique, each(length(1..), range(1..=3)))]
    others: Vec<Name>,
    //~^ [Vec<Name>] `Name` cannot be sent as JSON
}

fn main() {}
