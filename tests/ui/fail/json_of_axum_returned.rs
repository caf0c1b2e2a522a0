use framework::prelude::*;
#[derive(Bean)]
struct User {
    name: String,
}

#[get_mapping("/users/<name>")]
async fn find(name: String) -> Result<Json<User>, Invalid> {
//~^ [Json] there is no `Json` here; a bean is taken and returned as it is: `user: User`, `-> User`
    Ok(Json(User { name }))
}

fn main() {}
