use framework::prelude::*;

#[get_mapping]
fn all() -> HashMap<String, u8> {
//~^ [HashMap] cannot find type `HashMap` in this scope
    unreachable!()
}

fn main() {}
