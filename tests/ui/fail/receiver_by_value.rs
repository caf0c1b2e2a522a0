use framework::prelude::*;

#[derive(Default)]
struct Counter(u32);

#[controller]
impl Counter {
    #[post_mapping]
    fn count(self) -> u32 {
    //~^ [self] a handler takes `&self`
        self.0
    }
}

fn main() {}
