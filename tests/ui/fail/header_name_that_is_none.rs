use framework::prelude::*;

#[get_mapping]
fn find(#[header("X Token")] token: String) -> String {
//~^ ["X Token"] `X Token` is no name of a header field; write one as `X-Token`
    token
}

fn main() {}
