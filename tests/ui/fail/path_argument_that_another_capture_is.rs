use framework::prelude::*;

#[get_mapping("/users/<id>")]
fn find(id: u8, #[path] name: String) -> String {
//~^ [String] the pattern captures nothing of this name; write `<name>` in it, or drop `#[path]`
    format!("{id} {name}")
}

fn main() {}
