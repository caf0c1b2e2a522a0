use framework::prelude::*;

#[get_mapping]
fn find(id: Option<u8, String>) -> Vec<u8> {
    //~^ [Option] enum takes 1 generic argument but 2 generic arguments were supplied
    id.into_iter().collect()
}

fn main() {}
