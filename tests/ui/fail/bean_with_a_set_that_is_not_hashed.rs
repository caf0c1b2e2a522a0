use framework::prelude::*;
use std::collections::HashSet;

#[derive(Bean)]
struct Tag {
    name: String,
}

#[derive(Bean)]
struct Article {
    tags: HashSet<Tag>,
    //~^ [HashSet<Tag>] `HashSet<Tag>` cannot be read from a request
    //~| derives `PartialEq`, `Eq` and `Hash`
}

fn main() {}
