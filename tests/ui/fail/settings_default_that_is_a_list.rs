use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(default = [10])]
    page_size: u32,
    //~^ [u32] `u32` is no list, and its default is one
    //~| drop the brackets of the default, or take a `Vec`
}

fn main() {}
