use framework::prelude::*;

struct Pool;

fn main() {
    let pool = Pool;
    let _ = App::new().provide(&pool);
    //~^ [&pool] `pool` does not live long enough
}
