use framework::prelude::*;

#[get_mapping]
fn find(#[cookie] token: String) -> String {
//~^ [#[cookie]] `#[cookie]` is not supported yet
    token
}

fn main() {}
