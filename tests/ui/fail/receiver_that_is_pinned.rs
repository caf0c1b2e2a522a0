use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    async fn all(self: std::pin::Pin<&Self>) -> u8 {
    //~^ [self: std::pin::Pin<&Self>] a handler takes `&self`: requests run at the same time; keep what changes in an atomic or a `Mutex`
        1
    }
}

fn main() {}
