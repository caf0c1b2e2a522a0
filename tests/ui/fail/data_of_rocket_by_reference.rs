use framework::prelude::*;
#[derive(Clone)]
struct Pool;

#[get_mapping("/users")]
fn list(pool: &State<Pool>) -> u8 {
//~^ [&State<Pool>] a handler cannot take `&framework::State<Pool>` as an argument
//~| add `#[derive(Bean)]` to `&framework::State<Pool>` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
    1
}

fn main() {}
