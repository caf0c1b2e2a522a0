use framework::prelude::*;
#[get_mapping]
fn find(#[query(name = "q")] word: String) -> String {
//~^ [name] the key `name` is not understood; write the name itself: `#[query("q")]`
    word
}

fn main() {}
