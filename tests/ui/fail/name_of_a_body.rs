use framework::prelude::*;

#[post_mapping]
fn find(#[body("text")] text: String) -> String {
//~^ ["text"] a body has no name; drop it
    text
}

fn main() {}
