use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[cfg_attr(true, get_mapping)]
    //~^ [get_mapping] `#[get_mapping]` cannot stand in `cfg_attr`: a controller is read before conditions are decided; write it on its own, and `#[cfg(…)]` beside it to leave out the whole method
    fn maybe(&self) {}

    #[get_mapping]
    #[cfg_attr(all(unix, windows), inline, cfg_attr(true, framework::post_mapping("/x")))]
    //~^ [framework::post_mapping] `#[post_mapping]` cannot stand in `cfg_attr`
    #[cfg_attr(true, inline)]
    fn within() -> u8 {
        1
    }

    #[cfg_attr(true, construct)]
    //~^ [construct] `#[construct]` cannot stand in `cfg_attr`
    fn new() -> Self {
        Users
    }
}

fn main() {}
