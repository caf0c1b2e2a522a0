use framework::prelude::*;

#[get_mapping("/<page>")]
fn find(#[path(default = 1)] page: u8) -> u8 {
//~^ [default] the key `default` is not understood; a capture is always there, and a body is taken as an `Option`
    page
}

fn main() {}
