use framework::prelude::*;

#[derive(Default)]
struct Names {
    first: String,
}

#[controller]
impl Names {
    #[get_mapping]
    fn first(&self) -> &String {
    //~^ [&] a handler cannot return what it borrows
        &self.first
    }
}

fn main() {}
