use framework::prelude::*;

const PAGE_SIZE: u32 = 10;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(default = PAGE_SIZE)]
    //~^ [PAGE_SIZE] a default is written as in a file, where help shows it
    page_size: u32,
}

fn main() {
    let _ = PAGE_SIZE;
}
