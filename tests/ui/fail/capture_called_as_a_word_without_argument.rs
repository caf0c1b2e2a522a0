use framework::prelude::*;

#[get_mapping("/<type>")]
//~^ ["/<type>"] `<type>` has no matching argument; add `r#type: T` to `find`, or write `<>`
fn find() -> u8 {
    1
}

fn main() {}
