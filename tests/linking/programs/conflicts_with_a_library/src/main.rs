use framework::prelude::*;

framework::link!(users);

#[get_mapping("/users")]
fn list() -> &'static str {
    "list"
}

fn main() {
    report::report(App::new, &[]);
}
