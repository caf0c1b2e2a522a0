use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[serde(default = "7")]
    //~^ ["7"] expected identifier
    id: u8,
}

fn main() {}
