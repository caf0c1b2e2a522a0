use framework::prelude::*;

struct Broken;

fn load() -> Result<u8, Broken> {
    Err(Broken)
}

#[get_mapping]
fn find() -> Result<u8, Invalid> {
    Ok(load()?)
    //~^ [?] `?` couldn't convert the error to `framework::Invalid`
}

fn main() {}
