use framework::prelude::*;

#[get_mapping]
fn find(all: Vec<(String, String)>) -> usize {
//~^ [Vec<(String, String)>] a handler cannot take `(std::string::String, std::string::String)` as an argument
    all.len()
}

fn main() {}
