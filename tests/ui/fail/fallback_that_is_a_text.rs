use framework::prelude::*;

fn main() {
    let _ = App::new().fallback("lost");
    //~^ ["lost"] `&str` is no service
    //~| a page for what is not found is a function under `#[invalid_handler(404)]`
}
