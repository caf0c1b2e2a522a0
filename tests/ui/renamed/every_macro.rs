#![forbid(non_snake_case, unsafe_code, unused_must_use)]

use web::{prefixed, prelude::*, response_prefix};

#[derive(Bean)]
struct User {
    #[bean(length(1..=40), default = "nobody")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Bean)]
enum Colour {
    Red,
    Green,
}

#[derive(Settings, Clone)]
#[settings("app")]
struct AppSettings {
    title: String,
}

#[derive(HttpError, Debug)]
enum UserError {
    #[invalid(404, "no user {id}")]
    Missing { id: u8 },
}

impl std::fmt::Display for UserError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("missing")
    }
}

impl std::error::Error for UserError {}

struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(self.0.into()))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[response_prefix("$csv:")]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}

#[derive(Default)]
struct Users;

#[controller("/users", client)]
impl Users {
    #[get_mapping("/<id>")]
    fn find(&self, id: u8, colour: Colour, State(settings): State<AppSettings>) -> Result<User, UserError> {
        match (id, colour) {
            (7, Colour::Red) => Ok(User { name: settings.title, note: None }),
            (_, Colour::Red | Colour::Green) => Err(UserError::Missing { id }),
        }
    }

    #[post_mapping]
    #[blocking]
    fn create(&self, user: User) -> User {
        user
    }
}

#[get_mapping("/pages/<n|small>")]
async fn page(n: u8) -> impl IntoResponse {
    prefixed!("$html:{n}")
}

#[path_constraint]
fn small(segment: &str) -> bool {
    segment.len() == 1
}

#[invalid_handler(404)]
fn lost(_: &Invalid, _: &RequestHead) -> HtmlResponse {
    HtmlResponse::new("lost")
}

#[web::main]
fn main() -> web::Result<()> {
    App::new().run()
}
