use framework::prelude::*;

#[get_mapping("/<kind||[a-z]+>", rank)]
//~^ [rank] `rank` needs a value: `rank = …`
fn kind(kind: &str) -> String {
    kind.to_owned()
}

fn main() {}
