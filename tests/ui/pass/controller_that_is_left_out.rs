#![deny(warnings)]

use framework::prelude::{App, Bean, controller, get_mapping};
use std::sync::Arc;

#[derive(Default)]
struct Plain;

#[controller("/plain", enabled = false)]
impl Plain {
    #[get_mapping("/<id>")]
    fn find(&self, id: u8) -> u8 {
        next(id)
    }

    #[get_mapping]
    async fn list() -> Vec<User> {
        Vec::new()
    }
}

fn next(id: u8) -> u8 {
    id + 1
}

#[derive(Bean)]
struct User {
    name: String,
}

struct Constructed(Arc<str>);

#[controller(enabled = false)]
impl Constructed {
    #[construct]
    fn new(name: Arc<str>) -> Self {
        Constructed(name)
    }

    #[get_mapping]
    fn name(&self) -> String {
        self.0.to_string()
    }
}

fn main() {
    let _app = App::new();
}
