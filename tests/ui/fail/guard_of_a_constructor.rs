use framework::prelude::*;
struct Users;
struct Visitor;

impl Guard for Visitor {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(Visitor)
    }
}

#[controller("/users")]
impl Users {
    #[construct]
    fn new(#[guard] visitor: Visitor) -> Self {
    //~^ [#[guard]] a constructor is called at start, without a request; drop the attribute
        Users
    }
}

fn main() {}
