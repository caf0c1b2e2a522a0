use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

#[get_mapping]
fn count(users: State<Users>) -> u8 {
//~^ [State<Users>] `Users` cannot be a component
    users.0.all()
}

fn main() {}
