use framework::prelude::*;

#[get_mapping]
async fn find() -> Result<String, Invalid> {
    Ok(std::fs::read_to_string("x").await?)
    //~^ [await] is not a future
    //~| remove the `.await`
}

fn main() {}
