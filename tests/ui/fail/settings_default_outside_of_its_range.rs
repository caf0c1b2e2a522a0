use framework::prelude::*;

#[derive(Settings)]
#[settings("mail")]
struct Mail {
    #[settings(range(1..=5), default = 10)]
    //~^ [10] the default `10` breaks `range(1..=5)`; write one that keeps it
    attempts: u32,
}

fn main() {}
