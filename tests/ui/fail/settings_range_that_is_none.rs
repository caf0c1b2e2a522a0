use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(range = 40)]
    //~^ [range] `range` takes the numbers that are allowed: `range(1..=100)`
    page_size: u32,
}

fn main() {}
