use framework::{NdJson, prelude::*, stream};

struct Plain;

#[get_mapping]
fn all() -> NdJson<Plain> {
    //~^ [NdJson<Plain>] `Plain` cannot be sent as JSON
    NdJson::new(stream::iter([Plain]))
    //~^ [stream::iter([Plain])] a stream of `Plain` cannot be sent as lines of `Plain`
    //~| a type of your own needs `#[derive(Bean)]`
}

fn main() {}
