use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Box<dyn std::error::Error + Send + Sync>> {
//~^ cannot become an `Invalid`
//~| .map_err(Invalid::internal)
    Ok(1)
}

fn main() {}
