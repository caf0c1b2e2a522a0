use framework::prelude::*;

#[derive(Clone)]
struct Pool;

#[get_mapping]
fn find(pool: &State<Pool>) -> u8 {
//~^ [&State<Pool>] a handler cannot take `&framework::State<Pool>` as an argument
    let _ = pool;
    1
}

fn main() {}
