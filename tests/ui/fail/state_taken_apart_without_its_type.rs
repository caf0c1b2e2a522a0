use framework::prelude::*;

#[derive(Clone)]
struct Pool;

#[get_mapping]
fn find(State(pool): Pool) -> u32 {
//~^ [State(pool)] mismatched types
    drop::<Pool>(pool);
    1
}

fn main() {}
