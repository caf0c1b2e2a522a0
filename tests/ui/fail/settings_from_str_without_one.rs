use framework::prelude::*;

struct Colour;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(from_str = "a colour")]
    colour: Colour,
    //~^ [Colour] `Colour` cannot be made from a text
    //~| implement `FromStr` for `Colour`
}

fn main() {
    let _ = Colour;
}
