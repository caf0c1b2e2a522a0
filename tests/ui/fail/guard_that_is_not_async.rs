use framework::prelude::*;

struct Visitor;

impl Guard for Visitor {
    fn guard(_: &RequestHead) -> Result<Self, Invalid> {
    //~^ [Result<Self, Invalid>] `Result<Visitor, framework::Invalid>` is not a future
        Ok(Visitor)
    }
}

fn main() {}
