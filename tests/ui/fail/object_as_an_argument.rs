use framework::prelude::*;
#[get_mapping("/users/<name>")]
fn find(name: dyn std::fmt::Display) -> String {
//~^ [dyn std::fmt::Display] a request does not say which type is meant; write the type
    name.to_string()
}

fn main() {}
