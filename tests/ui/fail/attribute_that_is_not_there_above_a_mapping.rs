use framework::prelude::*;

#[transactional]
//~^ [transactional] cannot find attribute `transactional`
#[get_mapping]
fn find() -> u32 {
    1
}

fn main() {}
