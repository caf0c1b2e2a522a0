use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn one(&self) -> u8 {
        self.
    }
    //~^ [}] unexpected token: `}`

    #[get_mapping]
    fn two(&self) -> u8 {
        1
    }

    fn three(&self) {}
}

fn main() {
    Users.two();
    Users.three();
}
