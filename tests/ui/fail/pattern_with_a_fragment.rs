use framework::prelude::*;

#[get_mapping("/users#top")]
//~^ ["/users#top"] `#` begins a fragment, which no server sees; drop it, or write `%23` for the `#` itself
fn find() -> u8 {
    1
}

fn main() {}
