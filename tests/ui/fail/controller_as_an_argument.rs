use framework::prelude::*;
#[derive(Default)]
struct Users;
#[controller("/users")]
impl Users {
    #[get_mapping]
    fn find(users: &Users) -> u32 {
    //~^ [&Users] a handler cannot take `&Users` as an argument
    //~| add `#[derive(Bean)]` to `&Users` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
    //~| a component that the application is given is taken as `State<&Users>`, or by `#[construct]` for all of a controller
        1
    }
}

fn main() {}
