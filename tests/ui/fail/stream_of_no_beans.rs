use framework::{NdJson, prelude::*, stream};

struct Plain;

#[get_mapping]
fn all() -> NdJson<Plain> {
    //~^ [NdJson<Plain>] `Plain` cannot be sent as JSON
    //~| add `#[derive(Bean)]` to `Plain`
    NdJson::new(stream::iter([Plain]))
}

fn main() {}
