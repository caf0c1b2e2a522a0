use framework::prelude::*;

#[get_mapping]
fn find(when: std::time::Instant) {
//~^ [std::time::Instant] a handler cannot take `Instant` as an argument
    let _ = when;
}

fn main() {}
