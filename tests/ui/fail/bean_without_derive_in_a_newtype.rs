use framework::prelude::*;

struct Name;

#[derive(Bean)]
struct User(Name);
//~^ [Name] `Name` cannot be sent as JSON
//~| add `#[derive(Bean)]` to `Name`

fn main() {}
