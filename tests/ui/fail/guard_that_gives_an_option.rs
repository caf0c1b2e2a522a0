use framework::prelude::*;

struct Visitor;

impl Guard for Visitor {
    async fn guard(_: &RequestHead) -> Option<Self> {
    //~^ [Option<Self>] expected `impl Future<Output = Option<Visitor>>` to be a future that resolves to `Result<Visitor, Invalid>`, but it resolves to `Option<Visitor>`
        Some(Visitor)
    }
}

fn main() {}
