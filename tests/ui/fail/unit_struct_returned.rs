use framework::prelude::*;

struct Done;

#[get_mapping]
fn find() -> Done {
//~^ [Done] a handler cannot return `Done`
    Done
}

fn main() {}
