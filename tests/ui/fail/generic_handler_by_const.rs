use framework::prelude::*;

#[derive(Default)]
struct Things;

#[controller]
impl Things {
    #[get_mapping]
    fn find<const N: usize>(&self) -> u8 {
    //~^ [const N: usize] a handler cannot be generic
        1
    }
}

fn main() {}
