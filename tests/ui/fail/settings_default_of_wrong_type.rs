use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(default = "ten")]
    //~^ ["ten"] the default of a `u32` is not written in quotes
    //~| write a value of type `u32`
    page_size: u32,
}

fn main() {}
