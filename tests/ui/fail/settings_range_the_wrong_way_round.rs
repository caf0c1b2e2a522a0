use framework::prelude::*;

#[derive(Settings)]
#[settings("mail")]
struct Mail {
    #[settings(range(10..=1))]
    //~^ [10..=1] nothing is from 10 to 1
    port: u16,
}

fn main() {}
