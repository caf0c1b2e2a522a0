use framework::prelude::*;
#[derive(Parameter)]
struct Id(u32);
//~^ [Id] `Id` cannot be made from a text
//~| implement `FromStr` for `Id`; or implement `FromParameter`, and write `#[parameter(own)]`

fn main() {}
