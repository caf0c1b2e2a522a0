use framework::{prelude::*, serde};

#[derive(Bean, serde::Serialize, serde::Deserialize)]
#[bean(serde)]
#[serde(crate = "framework::serde")]
struct Point {
    #[bean(default)]
    //~^ [default] its own serde reads this bean; write `#[serde(default)]`
    x: i32,
}

fn main() {}
