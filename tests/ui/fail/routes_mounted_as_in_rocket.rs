use framework::prelude::*;

fn main() {
    let _ = App::new().mount("/", vec![1]);
    //~^ the trait bound `Vec<{integer}>: tower_service::Service<framework::http::Request<framework::Body>>` is not satisfied
}
