use framework::prelude::*;

type Result<T> = std::result::Result<T, Invalid>;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping("/<id>")]
    async fn find(&self, id: u8) -> Result<u8> {
        if id == 0 { Err(Invalid::not_found("nobody")) } else { Ok(id) }
    }
}

#[get_mapping]
fn one() -> Result<()> {
    Ok(())
}

fn main() {}
