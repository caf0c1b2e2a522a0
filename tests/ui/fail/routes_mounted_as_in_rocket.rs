use framework::prelude::*;

fn main() {
    let _ = App::new().mount("/", vec![1]);
    //~^ [vec![1]] `Vec<{integer}>` is no service
    //~| a function answers requests by its attribute, as `#[get_mapping("/<*rest>")]`
}
