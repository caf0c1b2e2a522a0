use framework::prelude::*;
use names_its_own_library as _;

#[get_mapping("/test")]
fn test() -> &'static str {
    "test"
}

fn main() {
    report::report(App::new, &["/library", "/test"]);
}
