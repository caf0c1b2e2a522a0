use framework::prelude::*;

#[derive(Debug, HttpError)]
enum Failure {
    //~^ [Failure] `Failure` is no error
    //~| derive it with `thiserror`
    #[invalid(404, "no such user")]
    Missing,
}

#[get_mapping("/<id>")]
fn find(id: u32) -> Result<u32, Failure> {
    if id == 0 { Err(Failure::Missing) } else { Ok(id) }
}

#[get_mapping]
async fn all() -> Result<Vec<u32>, Failure> {
    Err(Failure::Missing)
}

fn main() {}
