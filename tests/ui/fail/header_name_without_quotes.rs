use framework::prelude::*;

#[get_mapping]
fn find(#[header(X-Token)] token: String) -> String {
//~^ [-] expected `,`; a value of several words stands in quotes
    token
}

fn main() {}
