use framework::prelude::*;

#[get_mapping]
async fn find() -> Result<u8, String> {
//~^ [Result<u8, String>] String` cannot become an `Invalid`
//~| Invalid::
    Err("no".to_owned())
}

fn main() {}
