use framework::prelude::*;

#[derive(Bean)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Mb,
    MB,
    //~^ [MB] `mb` is the name of two variants; rename one of them
}

fn main() {}
