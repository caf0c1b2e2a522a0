use framework::prelude::*;
#[get_mapping]
fn find(name: Option<&'static str>) -> u32 {
//~^ ['static] an argument lives as long as its request; drop `'static`, or take a `String`
    name.map_or(0, |name| name.len() as u32)
}

fn main() {}
