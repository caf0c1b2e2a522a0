use framework::prelude::*;

#[get_mapping]
fn find() -> &'static str {
    let text = String::from("text");
    &text
    //~^ [&text] cannot return reference to local variable `text`
}

fn main() {}
