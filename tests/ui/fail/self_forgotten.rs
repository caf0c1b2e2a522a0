use framework::prelude::*;

#[derive(Default)]
struct Users {
    count: u8,
}

#[controller]
impl Users {
    #[get_mapping]
    fn count() -> u8 {
        self.count
        //~^ [self] expected value, found module `self`
    }
}

fn main() {}
