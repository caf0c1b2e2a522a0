use framework::prelude::*;

#[derive(Default)]
struct Users<T> {
    users: Vec<T>,
}

#[controller("/users")]
impl Users {
    //~^ [Users] missing generics for struct `Users`
    #[get_mapping]
    fn list(&self) -> usize {
        self.users.len()
    }
}

fn main() {}
