use framework::prelude::*;
#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping("/users")]
async fn create(Form(user): Form<User>) -> String {
//~^ [Form] there is no `Form` here; a bean is taken as it is, from a form too: `user: User`, or `#[form] user: User`
    user.name
}

fn main() {}
