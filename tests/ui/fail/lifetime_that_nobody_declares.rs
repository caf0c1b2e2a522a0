use framework::prelude::*;

#[get_mapping("/<name>")]
fn find(name: &'a str) -> usize {
//~^ ['a] use of undeclared lifetime name `'a`
    name.len()
}

fn main() {}
