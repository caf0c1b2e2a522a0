use framework::prelude::*;

#[get_mapping("/pages/<n>", "/page")]
fn page(n: u8) -> String {
    format!("$html:{n}")
    //~^ ["$html:{n}"] a prefix in a returned `String` is sent as text
}

fn main() {}
