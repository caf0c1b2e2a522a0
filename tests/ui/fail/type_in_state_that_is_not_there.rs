use framework::prelude::*;

#[get_mapping]
fn list(pool: State<Pool>) -> u8 {
    //~^ [Pool] cannot find type `Pool` in this scope
    let _ = pool;
    1
}

fn main() {}
