use framework::prelude::*;

#[post_mapping("/users", body_limit = 10 MiB)]
//~^ [MiB] expected `,`; a value of several words stands in quotes
fn create() {}

fn main() {}
