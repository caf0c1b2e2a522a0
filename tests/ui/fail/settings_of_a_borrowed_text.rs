use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    title: &'static str,
    //~^ [&'static str] `&'static str` cannot be a setting
    //~| what is borrowed must be owned, a text as `String`
}

fn main() {}
