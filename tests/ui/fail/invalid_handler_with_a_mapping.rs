use framework::prelude::*;
#[invalid_handler(404)]
#[get_mapping("/lost")]
//~^ [#[get_mapping("/lost")]] an invalid handler answers what is refused, and no requests; drop this mapping
fn lost(invalid: &Invalid) -> &'static str {
    "lost"
}

fn main() {}
