use framework::prelude::*;
struct Unsupported;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    #[post_mapping]
    async fn find(&self, #[guard] wanted: u8) -> Unsupported {
    //~^ [u8] `u8` is not a guard
    //~| implement `Guard` for `u8`, or drop `#[guard]`
    //~^^^ [Unsupported] a handler cannot return `Unsupported`
    //~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON, or implement `IntoResponse` for it
        Unsupported
    }
}

fn main() {}
