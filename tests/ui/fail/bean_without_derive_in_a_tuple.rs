use framework::prelude::*;

struct Name;

#[derive(Bean)]
struct User(Name, u8);
//~^ [Name] `Name` cannot be sent as JSON

fn main() {}
