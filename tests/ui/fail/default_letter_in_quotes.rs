use framework::prelude::*;

#[get_mapping]
fn find(#[query(default = "a")] grade: char) -> char {
//~^ ["a"] `char` cannot be made from a text
    grade
}

fn main() {}
