use framework::prelude::*;
#[derive(Clone)]
struct Pool;
#[get_mapping("/users")]
fn find(#[state] pool: Pool) -> u32 {
//~^ [state] `#[state]` says of no argument where it comes from; drop it, and take a component as `State<T>`, or by `#[construct]` for the whole controller
    let _ = pool;
    1
}

fn main() {}
