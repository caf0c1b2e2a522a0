use framework::prelude::*;
#[derive(Bean)]
struct User {
    id: u32,
}
#[derive(Default)]
struct Users {
    all: Vec<User>,
}
#[controller("/users")]
impl Users {
    #[get_mapping]
    fn first(&self) -> Option<&User> {
    //~^ [&] a handler cannot return what it borrows: the response outlives the request; return an owned value, as `String`, or write `&'static`
        self.all.first()
    }
}

fn main() {}
