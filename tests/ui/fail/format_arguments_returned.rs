use framework::prelude::*;

#[get_mapping]
fn find() -> std::fmt::Arguments<'static> {
//~^ [std::fmt::Arguments<'static>] a handler cannot return `Arguments<'_>`
    format_args!("one")
}

fn main() {}
