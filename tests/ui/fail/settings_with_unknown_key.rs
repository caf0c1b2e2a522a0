use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    #[settings(defualt = 10)]
    //~^ [defualt] the key `defualt` is not understood; did you mean `default`?
    page_size: u32,
}

fn main() {}
