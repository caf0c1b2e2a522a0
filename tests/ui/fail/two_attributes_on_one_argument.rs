use framework::prelude::*;

#[get_mapping]
fn find(#[query] #[header] token: String) -> String {
//~^ [#[header]] an argument comes from one place; drop this attribute or the one before
    token
}

fn main() {}
