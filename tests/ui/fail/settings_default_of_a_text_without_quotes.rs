use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(default = 10)]
    //~^ [10] mismatched types
    title: String,
}

fn main() {}
