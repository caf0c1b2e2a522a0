use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> u8 {
        self.count()
        //~^ [self.count()] mismatched types
    }

    #[get_mapping]
    async fn count(&self) -> u8 {
        1
    }
}

fn main() {}
