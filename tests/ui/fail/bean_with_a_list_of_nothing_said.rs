use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: Vec,
    //~^ [Vec] missing generics for struct `Vec`
    // A build that is incremental says it again for generated code.
}

fn main() {}
