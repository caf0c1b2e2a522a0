use framework::post_mapping;

#[derive(Bean)]
//~^ [Bean] cannot find derive macro `Bean`
struct User {
    mail: String,
}

#[post_mapping]
fn add(user: User) -> User {
    user
}

fn main() {}
