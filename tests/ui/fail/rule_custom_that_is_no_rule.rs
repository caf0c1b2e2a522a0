use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[bean(custom = no_bool)]
    //~^ [no_bool] mismatched types
    age: u8,
    #[bean(custom = no_text)]
    //~^ `u8` does not say what is wrong with a value
    //~| a rule returns `Result<(), E>`
    height: u8,
    #[bean(custom = of_text)]
    //~^ [of_text] mismatched types
    weight: u8,
    #[bean(custom = missing)]
    //~^ [missing] cannot find
    size: u8,
}

fn no_bool(age: &u8) -> bool {
    *age > 0
}

fn no_text(height: &u8) -> Result<(), u8> {
    Err(*height)
}

fn of_text(text: &str) -> Result<(), String> {
    Err(text.to_owned())
}

fn main() {}
