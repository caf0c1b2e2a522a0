use framework::prelude::*;

struct Users {
    count: Box<dyn Fn() -> u8>,
}

#[controller]
impl Users {
//~^ [Users] `Users` cannot be a controller: it cannot be shared by threads
    #[construct]
    fn new() -> Self {
        Users { count: Box::new(|| 1) }
    }

    #[get_mapping]
    fn count(&self) -> u8 {
        (self.count)()
    }
}

fn main() {}
