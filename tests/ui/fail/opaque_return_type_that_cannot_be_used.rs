use framework::prelude::*;

#[get_mapping]
fn find() -> impl Fn() {
//~^ a handler cannot return `impl Fn()`
    || ()
}

fn main() {}
