//! `/openapi.json` says what the handlers' signatures say.

mod operations;
mod schemas;
mod whole;

use std::collections::BTreeMap;

use framework::{
    chrono::NaiveDate,
    prelude::*,
    serde_json::{Value, json},
};

/// A user.
#[derive(Bean)]
struct User {
    /// Counts from one.
    #[bean(default = 100)]
    index: i32,
    #[serde(rename = "fullName")]
    name: String,
    mail: Option<String>,
    colour: Colour,
    friends: Vec<User>,
    address: Address,
    #[bean(skip)]
    #[allow(dead_code)] // it is in no schema: that is the point
    cache: u64,
}

#[derive(Bean)]
#[bean(deny_unknown)]
struct Address {
    zip: u16,
    best: Option<Box<User>>,
}

/// What one sees.
#[derive(Bean)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
}

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Bean)]
struct Metres(u16);

#[derive(Bean)]
struct Search {
    word: String,
    #[bean(default = 10)]
    size: u16,
}

#[derive(Bean)]
#[serde(transparent)]
struct Transparent {
    inner: u16,
}

mod other {
    use super::*;

    /// Another type of the same name.
    #[derive(Bean)]
    pub(super) struct User {
        pub(super) other: bool,
    }
}

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("private")]
    #[invalid(404, "no user")]
    Missing,
    #[error("private")]
    #[invalid(410, "gone")]
    Gone,
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    /// Finds one user.
    ///
    /// By the number.
    #[get_mapping("/<id|int>")]
    fn find(&self, id: i32, #[query(default = 1)] page: u8, q: Option<String>, tag: Vec<u16>) -> Option<User> {
        let _all = (id, page, q, tag);
        None
    }

    #[post_mapping("/", "/new")]
    async fn create(&self, user: User) -> (HttpStatus, User) {
        (HttpStatus::CREATED, user)
    }

    #[get_mapping("/<id>/error")]
    fn error(id: u8) -> Result<Page<Metres>, UserError> {
        Err(if id == 0 { UserError::Missing } else { UserError::Gone })
    }

    #[get_mapping("/<id>/question")]
    fn question(id: u8) -> Result<Page<other::User>, Invalid> {
        Ok(Page { items: vec![other::User { other: id > 0 }] })
    }

    #[get_mapping("/search/<*rest>")]
    fn search(rest: &str, search: Search, #[header("X-Token")] token: String) -> Vec<Search> {
        let _all = (rest, token);
        vec![search]
    }

    #[put_mapping("/<>/raw/<|int>")]
    fn raw(#[body] body: Vec<u8>) -> Vec<u8> {
        body
    }

    #[put_mapping("/text")]
    fn text(#[body] body: String, #[header(default = "x")] x_mode: String) -> String {
        body + &x_mode
    }

    #[delete_mapping("/<id>")]
    fn delete(id: u64) -> HttpStatus {
        let _id = id;
        HttpStatus::NO_CONTENT
    }

    #[patch_mapping("/list")]
    fn list(users: Vec<Address>, when: NaiveDate) -> BTreeMap<String, Vec<u16>> {
        let _all = (users.len(), when);
        BTreeMap::new()
    }

    #[get_mapping]
    fn nothing() {}

    #[get_mapping]
    fn opaque() -> impl IntoResponse {
        (HttpStatus::ACCEPTED, 1_u8)
    }

    #[get_mapping]
    fn transparent() -> Transparent {
        Transparent { inner: 1 }
    }

    #[get_mapping]
    fn invalid() -> Invalid {
        Invalid::gone("it is")
    }
}

async fn document() -> Value {
    let app = App::new().only::<Users>().set("http.docs", "on").test();
    let answer = app.get("/openapi.json").await;
    answer.assert_status(200).assert_header("content-type", "application/json; charset=UTF-8");
    answer.json()
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn resolve<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(reference) => {
            document.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference} leads nowhere"))
        }
        None => schema,
    }
}
