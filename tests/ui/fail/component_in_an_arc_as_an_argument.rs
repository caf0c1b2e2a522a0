use framework::prelude::*;
use std::sync::Arc;
struct Pool;
#[get_mapping("/users")]
fn find(pool: Arc<Pool>) -> u32 {
//~^ [Arc<Pool>] a handler cannot take `Arc<Pool>` as an argument
//~| what a request brings is taken by value: `Pool`
//~| a component that the application is given is taken as `State<Arc<Pool>>`, or by `#[construct]` for all of a controller
    let _ = pool;
    1
}

fn main() {}
