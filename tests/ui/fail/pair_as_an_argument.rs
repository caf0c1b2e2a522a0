use framework::prelude::*;
#[get_mapping("/users")]
fn find(pair: (u32, u32)) -> u32 {
//~^ [(u32, u32)] a handler cannot take `(u32, u32)` as an argument
//~| add `#[derive(Bean)]` to `(u32, u32)` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<(u32, u32)>`, or by `#[construct]` for all of a controller
    pair.0
}

fn main() {}
