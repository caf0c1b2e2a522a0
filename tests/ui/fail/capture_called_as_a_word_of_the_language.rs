use framework::prelude::*;

#[get_mapping("/<type>")]
//~^ ["/<type>"] `<type>` has no matching argument; rename `type_` to `r#type`, or write `<>`
fn find(type_: String) -> String {
    type_
}

fn main() {}
