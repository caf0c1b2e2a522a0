use framework::prelude::*;

#[post_mapping]
fn tell(error: Box<dyn std::error::Error>) -> String {
//~^ [Box<dyn std::error::Error>] a handler cannot take
    error.to_string()
}

fn main() {}
