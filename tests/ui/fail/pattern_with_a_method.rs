use framework::prelude::*;
#[get_mapping("GET /users")]
//~^ ["GET /users"] `GET` is a method, which the attribute says; write `/users`
fn find() -> i32 {
    1
}

fn main() {}
