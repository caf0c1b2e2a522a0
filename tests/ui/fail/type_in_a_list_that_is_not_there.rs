use framework::prelude::*;

#[post_mapping]
async fn create(users: Vec<Usr>, #[query(default = None)] after: Option<Usre>) -> u8 {
    //~^ [Usr] cannot find type `Usr` in this scope
    //~^^ [Usre] cannot find type `Usre` in this scope
    let _ = (users, after);
    1
}

fn main() {}
