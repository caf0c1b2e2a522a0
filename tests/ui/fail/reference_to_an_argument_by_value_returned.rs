use framework::prelude::*;

#[get_mapping("/users/<name>")]
fn find(name: String) -> &str {
//~^ [&] missing lifetime specifier
    &name
}

fn main() {}
