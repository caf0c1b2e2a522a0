use framework::prelude::*;

mod data {
    #[derive(Clone)]
    pub struct Pool;
}

#[get_mapping]
fn list(pool: State<Pool>, names: State<Arc<str>>) -> u8 {
    //~^ [Pool] cannot find type `Pool` in this scope
    //~| consider importing
    //~^^^ [Arc] cannot find type `Arc` in this scope
    //~| consider importing
    let _ = (pool, names);
    1
}

fn main() {}
