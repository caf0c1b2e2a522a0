use framework::prelude::*;

#[get_mapping("/100%")]
//~^ ["/100%"] `%` is not percent-encoding; write two hexadecimal digits after the `%`, or `%25` for the `%` itself
fn find() -> u8 {
    1
}

fn main() {}
