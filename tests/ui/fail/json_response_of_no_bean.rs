use framework::prelude::*;

struct User;

#[get_mapping]
fn find() -> JsonResponse {
    JsonResponse::new(User)
    //~^ [User] `User` is no JSON document
    //~| the trait `JsonBody` is not implemented for `User`
    //~| a type of your own needs `#[derive(Bean)]`
}

fn main() {}
