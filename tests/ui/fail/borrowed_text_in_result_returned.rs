use framework::prelude::*;

#[get_mapping]
fn echo(text: &str) -> Result<&str, Invalid> {
//~^ [&] a handler cannot return what it borrows
    Ok(text)
}

fn main() {}
