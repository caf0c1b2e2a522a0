use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destruct]
    async fn close(&self) -> Result<u8, String> {
    //~^ `#[destruct]` must return nothing or `Result<(), E>`, not `Result<u8, 
        Ok(1)
    }
}

fn main() {}
