use framework::prelude::*;

#[derive(Default)]
struct Counter(u32);

#[controller]
impl Counter {
    #[post_mapping]
    fn count(&mut self) -> u32 {
    //~^ [&mut self] a handler takes `&self`
        self.0 += 1;
        self.0
    }
}

fn main() {}
