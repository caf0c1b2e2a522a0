#[derive(framework::Bean)]
struct User {
    name: String,
}

#[derive(Default)]
struct Users;

#[framework::controller("/users")]
impl Users {
    #[framework::get_mapping("/<id>")]
    fn find(&self, #[query] name: String, id: u8) -> User {
        let _ = id;
        User { name }
    }
}

#[framework::post_mapping]
#[framework::put_mapping]
async fn create(user: User) -> User {
    user
}

fn main() {}
