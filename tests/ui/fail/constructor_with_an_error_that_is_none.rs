use framework::prelude::*;

struct Broken;
struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new() -> Result<Self, Broken> {
    //~^ [Result<Self, Broken>] `Broken` cannot stop the start: it is no error
        Err(Broken)
    }
}

fn main() {}
