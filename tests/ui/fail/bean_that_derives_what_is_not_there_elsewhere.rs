use framework::prelude::*;

#[derive(Debgu)]
//~^ [Debgu] cannot find derive macro `Debgu` in this scope
struct Other;

#[derive(Bean)]
struct User {
    id: u8,
}

fn main() {}
