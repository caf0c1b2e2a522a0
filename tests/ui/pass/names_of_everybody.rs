use ::framework::prelude::*;

mod framework {}
mod core {}
mod std {}
mod serde {}
mod inventory {}

#[derive(Bean, Clone, Copy)]
enum Color {
    Red,
    Green,
}

use Color::*;

#[get_mapping("/<color>")]
fn color(color: Color) -> Color {
    if let Red = color { Green } else { color }
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new() -> Self {
        Users
    }

    #[get_mapping("/<id>")]
    async fn find(&self, id: u8) -> Result<u8, Invalid> {
        Ok(id)
    }
}

#[derive(Bean)]
struct User {
    #[bean(default = 1, range(1..=3))]
    id: u8,
}

#[post_mapping]
fn create(user: User) -> User {
    user
}

fn main() {
    #[derive(Bean)]
    struct Local {
        id: u8,
    }

    #[post_mapping]
    fn local(local: Local) -> Local {
        local
    }

    #[derive(Default)]
    struct Inner;

    #[controller("/inner")]
    impl Inner {
        #[get_mapping]
        fn all(&self) -> u8 {
            1
        }
    }
}
