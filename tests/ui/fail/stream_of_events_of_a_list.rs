use framework::prelude::*;

#[get_mapping]
fn events() -> Sse<Vec<u8>> {
//~^ [Sse<Vec<u8>>] the trait bound `Vec<u8>: Stream` is not satisfied
    unreachable!()
}

fn main() {}
