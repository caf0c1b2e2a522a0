use framework::prelude::*;

#[derive(Default)]
struct Users {
    names: Vec<String>,
}

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> Vec<&String> {
    //~^ [&] a handler cannot return what it borrows: the response outlives the request; return an owned value, as `String`, or write `&'static`
        self.names.iter().collect()
    }
}

fn main() {}
