use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(default = [80, "http"])]
    //~^ ["http"] the default of a `u16` is not written in quotes
    ports: Vec<u16>,
}

fn main() {}
