use framework::prelude::*;

#[derive(SettingValue)]
struct Colour(u32);
//~^ [Colour] `#[derive(SettingValue)]` stands on an enum; for a type with `FromStr` derive `Parameter`

fn main() {}
