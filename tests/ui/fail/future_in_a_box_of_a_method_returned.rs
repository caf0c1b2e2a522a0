use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> Box<dyn std::future::Future<Output = u8> + Send + Unpin> {
    //~^ [Box<dyn std::future::Future<Output = u8> + Send + Unpin>] a future is no answer; write `async fn`, and return what it gives
        Box::new(std::future::ready(1))
    }
}

fn main() {}
