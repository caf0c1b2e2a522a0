use framework::prelude::*;

#[get_mapping]
fn find(ids: Vec<u8>) -> Result<u8, Invalid> {
    let first = ids.first()?;
    //~^ [?] the `?` operator can only be used on `Result`s, not `Option`s, in a function that returns `Result`
    Ok(*first)
}

fn main() {}
