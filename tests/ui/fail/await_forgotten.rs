use framework::prelude::*;

async fn load() -> u8 {
    1
}

#[get_mapping]
async fn find() -> u8 {
    load()
    //~^ [load()] mismatched types
    //~| consider `await`ing on the `Future`
}

fn main() {}
