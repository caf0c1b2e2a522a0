use framework::prelude::*;

struct Unsupported;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn one(&self) -> u8 {
        let _half_typed = self.;
        //~^ [;] unexpected token: `;`
        1
    }

    #[get_mapping]
    fn two(&self) -> Unsupported {
    //~^ [Unsupported] a handler cannot return `Unsupported`
        Unsupported
    }

    fn three(&self) {}
}

fn main() {
    Users.three();
}
