use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn list(&self) -> Result<Vec<u32>> {
    //~^ [Result] enum takes 2 generic arguments
        Ok(vec![1])
    }
}

fn main() {}
