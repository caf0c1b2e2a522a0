use framework::prelude::*;

#[derive(Bean)]
struct Search {
    #[bean(one_of("name", "age"), default = "id")]
    //~^ ["id"] the default `"id"` breaks `one_of("name", "age")`; write one that keeps it
    sort: String,
}

fn main() {}
