use framework::prelude::*;
#[post_mapping("/users")]
fn create(request: http::Request<Body>) -> String {
//~^ [http::Request<Body>] a handler cannot take `framework::http::Request<framework::Body>` as an argument
//~| add `#[derive(Bean)]` to `framework::http::Request<framework::Body>` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<framework::http::Request<framework::Body>>`, or by `#[construct]` for all of a controller
    request.uri().to_string()
}

fn main() {}
