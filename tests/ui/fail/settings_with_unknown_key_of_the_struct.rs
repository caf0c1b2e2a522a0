use framework::prelude::*;

#[derive(Settings)]
#[settings("app", netsed)]
//~^ [netsed] the key `netsed` is not understood; did you mean `nested`?
struct AppSettings {
    page_size: u32,
}

fn main() {}
