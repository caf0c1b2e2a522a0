use framework::{State, prelude::*};

struct Pool;

#[get_mapping]
fn find(pool: State<Pool>) {
//~^ [State<Pool>] the trait bound `Pool: Clone` is not satisfied
    let _ = pool;
}

fn main() {}
