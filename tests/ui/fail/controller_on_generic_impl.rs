use framework::prelude::*;

#[derive(Default)]
struct Users<T>(T);

#[controller("/users")]
impl<T: Default + Send + Sync> Users<T> {
//~^ [T: Default + Send + Sync] a controller cannot be generic
    #[get_mapping]
    fn find(&self) -> u8 {
        1
    }
}

fn main() {}
