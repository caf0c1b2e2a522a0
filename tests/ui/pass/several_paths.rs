use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("users")]
impl Users {
    #[get_mapping("/", "all", "/page/<page>")]
    fn list(&self, page: Option<u32>) -> Option<u32> {
        page
    }

    #[get_mapping]
    fn new(&self) {}

    #[get_mapping("")]
    fn root() {}
}

#[get_mapping("", "/home", "/<>/<|int>/<||[a-z]+>/<*>")]
fn home() {}

fn main() {}
