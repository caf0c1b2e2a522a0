use framework::prelude::*;

#[get_mapping]
fn find() -> &'static str {
    let name = String::from("Ada");
    &name
    //~^ [&name] cannot return reference to local variable `name`
}

fn main() {}
