use framework::prelude::*;
#[get_mapping("/users")]
async fn list() -> Result<u8> {
//~^ [Result] enum takes 2 generic arguments
    Ok(1)
}

fn main() {}
