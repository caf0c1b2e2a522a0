use framework::prelude::*;

#[get_mapping]
fn find(id: u8, #[cfg(unix)] name: String) -> u8 {
//~^ [#[cfg(unix)]] an argument cannot be conditional
    id
}

fn main() {}
