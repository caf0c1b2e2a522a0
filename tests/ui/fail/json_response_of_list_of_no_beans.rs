use framework::prelude::*;

struct User;

#[get_mapping]
fn find() -> JsonResponse {
    JsonResponse::new(vec![User])
    //~^ [vec![User]] `User` cannot be sent as JSON
    //~| add `#[derive(Bean)]` to `User`
}

fn main() {}
