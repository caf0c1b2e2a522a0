use framework::prelude::*;
#[get_mapping("/users")]
fn find(headers: http::HeaderMap) -> usize {
//~^ [http::HeaderMap] a handler cannot take `HeaderMap` as an argument
//~| add `#[derive(Bean)]` to `HeaderMap` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<HeaderMap>`, or by `#[construct]` for all of a controller
    headers.len()
}

fn main() {}
