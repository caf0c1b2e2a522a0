use framework::prelude::*;

framework::link!(users);

#[get_mapping("/numbers/<number|even>")]
fn number(number: u64) -> u64 {
    number
}

fn main() {
    report::report(App::new, &["/numbers/2", "/numbers/3"]);
}
