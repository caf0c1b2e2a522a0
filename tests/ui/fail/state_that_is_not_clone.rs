use framework::{State, prelude::*};

struct Pool;

#[get_mapping]
fn find(pool: State<Pool>) {
//~^ [State<Pool>] `Pool` cannot be a component
//~| take an `Arc<Pool>`
    let _ = pool;
}

fn main() {}
