use framework::prelude::*;

#[get_mapping]
fn find() -> impl std::fmt::Display {
//~^ [impl std::fmt::Display] a handler cannot return `impl std::fmt::Display`
    1
}

fn main() {}
