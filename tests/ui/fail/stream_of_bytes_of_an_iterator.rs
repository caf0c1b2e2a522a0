use framework::prelude::*;

#[get_mapping]
fn table() -> ByteStream {
    ByteStream::new((1..=3).map(|number| number.to_string()))
    //~^ [(1..=3).map(|number| number.to_string())] is no stream
    //~| a list becomes a stream by `stream::iter(list)`
}

fn main() {}
