use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users/", enable = false)]
//~^ ["/users/"] `/users/` ends with a `/`
//~^^ [enable] the key `enable` is not understood; did you mean `enabled`?
impl Users {
    #[get_mapping("/<id>")]
    //~^ ["/<id>"] `<id>` has no matching argument
    fn find(&mut self) {}
    //~^ [&mut self] a handler takes `&self`
}

fn main() {}
