use framework::prelude::*;

async fn list() -> &'static str {
    "list"
}

fn main() {
    let _ = App::new().mount("/users", list);
    //~^ [list] is no service
    //~| a function answers requests by its attribute, as `#[get_mapping("/<*rest>")]`
}
