use framework::prelude::*;

struct Users {
    count: *const u8,
}

#[controller]
impl Users {
//~^ [Users] `Users` cannot be a controller: it cannot be shared by threads
    #[construct]
    fn new() -> Self {
        Users { count: std::ptr::null() }
    }

    #[get_mapping]
    fn is_there(&self) -> bool {
        !self.count.is_null()
    }
}

fn main() {}
