use framework::prelude::*;
#[derive(Default)]
struct Users {
    count: u32,
}
#[controller("/users")]
impl Users {
    #[post_mapping]
    fn add(&mut self) -> u32 {
    //~^ [&mut self] a handler takes `&self`: requests run at the same time; keep what changes in an atomic or a `Mutex`
        self.count += 1;
        self.count
    }
}

fn main() {}
