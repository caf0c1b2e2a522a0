use framework::prelude::*;
#[derive(Bean)]
struct User {
    id: u32,
}
#[post_mapping("/users")]
fn create(user: &User) -> u32 {
//~^ [&User] a handler cannot take `&User` as an argument
//~| add `#[derive(Bean)]` to `&User` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<&User>`, or by `#[construct]` for all of a controller
    user.id
}

fn main() {}
