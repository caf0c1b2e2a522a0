use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(range(1..=40))]
    //~^ [1..=40] a setting that is a `std::string::String` has no range of numbers
    title: String,
}

fn main() {}
