use framework::prelude::*;
#[derive(Bean)]
struct User {
    name: String,
}
#[post_mapping("/users")]
fn create(#[json] user: User, #[form] name: String) -> String {
//~^ [String] two arguments read the body; put both into one bean
    user.name + &name
}

fn main() {}
