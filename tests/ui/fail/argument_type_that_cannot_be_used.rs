use framework::prelude::*;

#[get_mapping]
fn find(when: std::time::Instant) {
//~^ [std::time::Instant] Instant` as an argument
    let _ = when;
}

fn main() {}
