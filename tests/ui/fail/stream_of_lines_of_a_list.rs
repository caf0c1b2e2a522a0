use framework::prelude::*;

#[get_mapping]
fn numbers() -> NdJson<u8> {
    NdJson::new(vec![1_u8, 2])
    //~^ [vec![1_u8, 2]] `Vec<u8>` is no stream
    //~| a list becomes a stream by `stream::iter(list)`
}

fn main() {}
