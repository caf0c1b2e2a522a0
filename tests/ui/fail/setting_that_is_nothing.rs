use framework::prelude::*;

fn main() {
    let _ = App::new().set("http.port", ());
    //~^ [()] `()` doesn't implement `std::fmt::Display`
}
