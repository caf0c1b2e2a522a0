use framework::prelude::*;
#[get_mapping("/users")]
async fn list(request: &Request) -> u8 {
//~^ [&Request] a handler cannot take `&framework::Request` as an argument
//~| add `#[derive(Bean)]` to `&framework::Request` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
    1
}

fn main() {}
