use framework::prelude::*;

#[derive(Bean)]
#[bean(deny_unknwon)]
//~^ [deny_unknwon] the key `deny_unknwon` is not understood; did you mean `deny_unknown`?
struct User {
    #[bean(defalt = 1)]
    //~^ [defalt] the key `defalt` is not understood; did you mean `default`?
    id: u8,
}

fn main() {}
