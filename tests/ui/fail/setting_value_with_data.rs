use framework::prelude::*;

#[derive(SettingValue)]
enum Colour {
    Red,
    Custom(u32),
    //~^ [(u32)] a value of a setting is one word; drop what the variant holds
}

fn main() {
    let _ = [Colour::Red, Colour::Custom(1)];
}
