use framework::prelude::*;

struct Anybody;

impl Guard for Anybody {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(Anybody)
    }
}

#[get_mapping]
fn find(#[guard("admin")] anybody: Anybody) {
//~^ ["admin"] a guard has no name
    let _ = anybody;
}

fn main() {}
