use framework::prelude::*;

struct User;

#[get_mapping]
fn find() -> JsonResponse {
    User.into()
    //~^ [into] the trait bound `User: Into<
    //~| the trait `JsonBody` is not implemented for `User`
}

fn main() {}
