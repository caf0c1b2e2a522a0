use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping("/one", "/two")]
fn create(user: User, #[body] text: String) -> String {
//~^ [String] two arguments read the body; put both into one bean
    user.name + &text
}

fn main() {}
