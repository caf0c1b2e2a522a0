use framework::prelude::*;

async fn helper() -> u8 {
    1
}

#[get_mapping]
async fn find() -> u8 {
    helper()
    //~^ [helper()] mismatched types
}

fn main() {}
