mod deep {
    pub mod web {
        pub use framework::*;
    }
}

use deep::web::{Bean, HttpError, controller, get_mapping};

#[derive(Bean)]
#[bean(crate = crate::deep::web)]
struct User {
    #[bean(default = "x")]
    name: String,
}

#[derive(Default)]
struct Users;

#[controller("/users", crate = crate::deep::web)]
impl Users {
    #[get_mapping]
    fn find(&self, user: User) -> User {
        user
    }
}

#[get_mapping("/one", crate = deep::web)]
fn one() -> Result<u8, UserError> {
    Err(UserError::Missing)
}

#[derive(Debug, thiserror::Error, HttpError)]
#[invalid(crate = crate::deep::web)]
enum UserError {
    #[error("no user")]
    #[invalid(404)]
    Missing,
}

fn main() {}
