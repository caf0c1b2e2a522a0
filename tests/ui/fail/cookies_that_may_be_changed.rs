use framework::prelude::*;

#[get_mapping]
fn find(cookies: &mut Cookies) -> u8 {
//~^ [&mut Cookies] a handler cannot take `&mut framework::Cookies` as an argument
    let _ = cookies;
    1
}

fn main() {}
