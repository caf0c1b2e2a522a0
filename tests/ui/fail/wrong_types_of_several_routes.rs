use framework::prelude::*;

struct Unsupported;

#[post_mapping("/one", "/two")]
fn find(thing: Unsupported) -> Unsupported {
//~^ [Unsupported] a handler cannot take `Unsupported` as an argument
//~^^ [Unsupported] a handler cannot return `Unsupported`
    thing
}

fn main() {}
