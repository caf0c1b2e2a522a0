use framework::prelude::*;

struct State<T>(T);

#[get_mapping]
fn find(state: State<u8>) -> u8 {
//~^ [State<u8>] a handler cannot take `State<u8>` as an argument
    state.0
}

fn main() {}
