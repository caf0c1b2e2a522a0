use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[post_mapping]
    async fn create(&self, first: User, second: Option<User>) -> String {
    //~^ [Option<User>] two arguments read the body; put both into one bean
        let _ = second;
        first.name
    }
}

fn main() {}
