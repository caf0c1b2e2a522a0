use framework::prelude::*;

#[derive(Default)]
struct Users {
    count: u8,
}

#[controller]
impl Users {
    #[get_mapping]
    fn count(&self) -> u8 {
        self.count += 1;
        //~^ [self.count += 1] cannot assign to `self.count`, which is behind a `&` reference
        self.count
    }
}

fn main() {}
