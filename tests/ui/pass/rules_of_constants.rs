use framework::prelude::*;

const LEAST: u8 = 1;
static MOST: u8 = 9;

struct Limits;

impl Limits {
    const SHORT: usize = 1;
    const LONG: usize = 40;
    const LOW: f64 = -0.5;
    const HIGH: f64 = 0.5;
}

fn computed() -> u8 {
    3
}

#[derive(Bean)]
struct Values<const MOST_OF_ALL: u8> {
    #[bean(range(LEAST..=MOST), default = 9)]
    one: u8,
    #[bean(range(Limits::LOW..Limits::HIGH), default = Some(0.25))]
    two: Option<f64>,
    #[bean(range(LEAST..=computed()))]
    three: u8,
    #[bean(range(LEAST..=MOST_OF_ALL))]
    four: u8,
    #[bean(length(Limits::SHORT..=Limits::LONG), default = "Ada")]
    five: String,
}

#[derive(Bean)]
enum Kind {
    Known {
        #[bean(range(LEAST..=MOST))]
        one: u8,
        #[bean(length(Limits::SHORT..=Limits::LONG))]
        five: Vec<String>,
    },
}

fn main() {}
