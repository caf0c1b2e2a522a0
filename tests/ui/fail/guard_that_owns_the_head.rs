use framework::prelude::*;

struct Visitor;

impl Guard for Visitor {
    async fn guard(_: RequestHead) -> Result<Self, Invalid> {
    //~^ [RequestHead] method `guard` has an incompatible type for trait
        Ok(Visitor)
    }
}

fn main() {}
