use framework::prelude::*;

#[get_mapping]
fn wait(time: std::time::Duration) -> u64 {
//~^ [std::time::Duration] a handler cannot take `Duration` as an argument
    time.as_secs()
}

fn main() {}
