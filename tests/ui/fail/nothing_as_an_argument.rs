use framework::prelude::*;

#[get_mapping]
fn find(nothing: ()) -> u8 {
//~^ [()] a handler cannot take `()` as an argument
    let () = nothing;
    1
}

fn main() {}
