use framework::prelude::*;

struct Colour;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(default = "red")]
    colour: Colour,
    //~^ [Colour] `Colour` cannot be a setting
    //~| derive `SettingValue` for an enum without data
}

fn main() {
    let _ = Colour;
}
