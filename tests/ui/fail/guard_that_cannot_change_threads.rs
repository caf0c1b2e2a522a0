use framework::prelude::*;
use std::rc::Rc;

struct Visitor(Rc<u32>);

impl Guard for Visitor {
//~^ [Visitor] `Rc<u32>` cannot be sent
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(Visitor(Rc::new(1)))
    }
}

#[get_mapping("/users")]
async fn list(#[guard] visitor: Visitor) -> u32 {
    *visitor.0
}

fn main() {}
