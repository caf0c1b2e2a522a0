use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    fn find(#[query] &self) {}
    //~^ [#[query]] `self` comes from no request; drop the attribute
}

fn main() {}
