use framework::prelude::*;

enum UserError {
    #[invalid(404, "no user")]
    //~^ [invalid] cannot find attribute `invalid` in this scope
    Missing,
}

fn main() {}
