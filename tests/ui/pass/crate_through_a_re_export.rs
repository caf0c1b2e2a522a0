mod deep {
    pub mod web {
        pub use framework::*;
    }
}

use deep::web::{
    Bean, Context, Description, FromPrefix, HttpError, IntoResponse, Invalid, Response, controller, get_mapping,
    response_prefix,
};

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

struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(self.0.into()))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[response_prefix("$csv:", crate = deep::web)]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}

#[get_mapping("/page", prefixed, crate = deep::web)]
fn page() -> Option<String> {
    Some("$csv:a,b".into())
}

fn main() {}
