use framework::prelude::*;
#[get_mapping("/users")]
fn find() -> impl Iterator<Item = u32> {
//~^ [impl Iterator<Item = u32>] an iterator is no answer; collect it into a `Vec`, or send it as a stream: `NdJson`
    1..3
}

fn main() {}
