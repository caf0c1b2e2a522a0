use framework::prelude::*;
#[get_mapping]
fn find(#[qeury] word: String) -> String {
//~^ [qeury] `#[qeury]` says of no argument where it comes from; did you mean `#[query]`?
    word
}

fn main() {}
