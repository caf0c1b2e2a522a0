use framework::prelude::*;
enum Colour {
    Red,
}
#[get_mapping("/colours/<colour>")]
fn find(colour: Colour) -> u32 {
//~^ [Colour] a handler cannot take `Colour` as an argument
//~| add `#[derive(Bean)]` to `Colour` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<Colour>`, or by `#[construct]` for all of a controller
    1
}

fn main() {}
