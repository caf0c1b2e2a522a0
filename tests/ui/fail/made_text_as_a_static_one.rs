use framework::prelude::*;

#[get_mapping]
fn find(name: &str) -> &'static str {
    format!("Hello, {name}")
    //~^ [format!("Hello, {name}")] mismatched types
}

fn main() {}
