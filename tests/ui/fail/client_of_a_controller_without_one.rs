use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn find(&self, id: u32) -> u32 {
        id
    }
}

fn main() {
    let app = App::new().test();
    let _users = app.client::<Users>();
    //~^ [client] of `Users` there is no client
    //~| write `client` into its attribute: `#[controller("/users", client)]`
}
