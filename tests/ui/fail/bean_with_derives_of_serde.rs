use framework::prelude::*;

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Bean)]
//~^ [Bean] a bean has its own `Serialize` and `Deserialize`; do not derive it, or write `#[bean(serde)]` on the struct
struct User {
    name: String,
}

fn main() {}
