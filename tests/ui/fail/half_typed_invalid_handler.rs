use framework::prelude::*;
#[invalid_handler(404)]
fn lost(invalid: ) -> &'static str {
//~^ [)] expected type
    "lost"
}

fn main() {}
