use framework::prelude::*;

#[derive(Clone)]
struct User;

#[get_mapping]
fn find(Extension(user): User) -> u32 {
//~^ [Extension(user)] mismatched types
    drop::<User>(user);
    1
}

fn main() {}
