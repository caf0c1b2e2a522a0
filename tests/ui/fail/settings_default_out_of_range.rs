use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(default = 300)]
    //~^ [300] literal out of range for `u8`
    page_size: u8,
}

fn main() {}
