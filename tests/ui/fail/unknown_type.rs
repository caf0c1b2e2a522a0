use framework::prelude::*;

#[get_mapping]
fn find(user: Usr) {
//~^ [Usr] cannot find type `Usr` in this scope
    let _ = user;
}

fn main() {}
