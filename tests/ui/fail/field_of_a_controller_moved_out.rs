use framework::prelude::*;

#[derive(Default)]
struct Users {
    name: String,
}

#[controller]
impl Users {
    #[get_mapping]
    fn name(&self) -> String {
        self.name
        //~^ [self.name] cannot move out of `self.name` which is behind a shared reference
    }
}

fn main() {}
