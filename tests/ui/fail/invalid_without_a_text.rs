use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Invalid> {
    Err(Invalid::not_found())
    //~^ [Invalid::not_found] this function takes 1 argument but 0 arguments were supplied
}

fn main() {}
