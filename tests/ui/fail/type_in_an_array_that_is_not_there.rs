use framework::prelude::*;

#[get_mapping]
fn pair() -> [Usr; 2] {
    //~^ [Usr] cannot find type `Usr` in this scope
    todo!()
}

fn main() {}
