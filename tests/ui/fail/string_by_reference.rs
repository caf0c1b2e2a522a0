use framework::prelude::*;

#[get_mapping]
fn find(name: &String) -> usize {
//~^ [&String] a handler cannot take `&std::string::String` as an argument
    name.len()
}

fn main() {}
