use framework::prelude::*;

#[get_mapping("/users")]
fn list(ids: Vec) -> u8 {
    //~^ [Vec] missing generics for struct `Vec`
    1
}

fn main() {}
