use framework::prelude::*;

#[get_mapping("/users")]
fn create() -> Status<String, 201> {
    //~^ [String] type provided when a constant was expected
    todo!()
}

fn main() {}
