use framework::prelude::*;

#[get_mapping("/<kind||[a-z]+>", rank = "x")]
//~^ ["x"] `rank` is a whole number, as `rank = 1`
fn kind(kind: &str) -> String {
    kind.to_owned()
}

fn main() {}
