use framework::prelude::*;

struct Users;

impl Users {
    // A macro cannot tell it from a free function; these are the compiler's own errors.
    #[get_mapping("/users/<id>")]
    //~^ `const` items
    fn find(id: u8) -> u8 {
    //~^ cannot find function `find`
        id
    }
}

fn main() {}
