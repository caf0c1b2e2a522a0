use framework::prelude::*;
#[get_mapping("/users")]
fn list(Extension(user): Extension<u32>) -> u32 {
//~^ [Extension] there is no `Extension` here
    user
}

fn main() {}
