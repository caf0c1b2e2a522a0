use framework::prelude::*;

#[get_mapping]
fn find(#[session] token: String) -> String {
//~^ [#[session]] `#[session]` is not supported yet
    token
}

fn main() {}
