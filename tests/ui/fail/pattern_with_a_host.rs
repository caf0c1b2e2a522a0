use framework::prelude::*;
#[get_mapping("http://localhost/users")]
//~^ ["http://localhost/users"] `http://localhost` stands before the path, and patterns begin with it; write `/users`
fn find() -> i32 {
    1
}

fn main() {}
