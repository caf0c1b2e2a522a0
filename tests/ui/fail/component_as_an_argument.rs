use framework::prelude::*;
#[derive(Clone)]
struct Pool;
#[get_mapping("/users")]
fn find(pool: Pool) -> u32 {
//~^ [Pool] a handler cannot take `Pool` as an argument
//~| add `#[derive(Bean)]` to `Pool` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<Pool>`, or by `#[construct]` for all of a controller
    let _ = pool;
    1
}

fn main() {}
