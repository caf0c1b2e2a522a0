use framework::prelude::*;

#[get_mapping("/<type>")]
fn find(type: String) -> u8 {
//~^ [type] expected identifier, found keyword `type`
    1
}

fn main() {}
