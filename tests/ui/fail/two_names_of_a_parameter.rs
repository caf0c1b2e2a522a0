use framework::prelude::*;

#[get_mapping]
fn find(#[query("q", "r")] word: String) -> String {
//~^ ["r"] one text is enough here
    word
}

fn main() {}
