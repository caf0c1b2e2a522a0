use framework::prelude::*;

struct Colour;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    colour: Option<Colour>,
    //~^ [Option<Colour>] `std::option::Option<Colour>` cannot be a setting
}

fn main() {
    let _ = Colour;
}
