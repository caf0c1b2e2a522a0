use framework::prelude::*;
#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping("/users")]
async fn create(Json(user): Json<User>) -> String {
//~^ [Json] there is no `Json` here; a bean is taken and returned as it is: `user: User`, `-> User`
    user.name
}

fn main() {}
