use framework::prelude::*;
#[get_mapping]
fn find(#[query(rename = "q")] word: String) -> String {
//~^ [rename] the key `rename` is not understood; write the name itself: `#[query("q")]`
    word
}

fn main() {}
