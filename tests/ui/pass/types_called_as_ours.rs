#![allow(dead_code)]

use framework::{Bean, Guard, HttpError, controller, get_mapping, post_mapping};

struct Errors;
struct Route;
struct Invalid;
struct Take;
struct Give;
struct Parameter;
struct Needs;
struct Context;
struct Loaded;
struct Request;
struct Response;
struct String;
struct Vec;
struct Box;
enum Option {}
enum Result {}
enum Some {}
enum None {}
enum Ok {}
enum Err {}
struct Send;
struct Default;
struct From;
struct Error;
struct Json;
struct Kind;
struct Place;

#[derive(Bean, Clone)]
#[bean(default)]
struct User {
    #[bean(default = 1)]
    id: u8,
    #[bean(default = "x")]
    name: std::string::String,
}

// Members called as a derive could call its own variables and parameters.
#[derive(Bean)]
struct S {
    s: u8,
}

#[derive(Bean)]
#[bean(default)]
struct D {
    d: u8,
}

#[derive(Bean)]
#[bean(default)]
struct T {
    t: std::string::String,
    #[bean(default = 1)]
    value: u8,
}

#[derive(Bean)]
enum E {
    E,
    S,
}

#[derive(Bean)]
enum Color {
    None,
    Some,
}

#[derive(Bean)]
struct Id(u64);

#[derive(Debug, HttpError)]
enum Broken {
    #[invalid(404, "{0}")]
    Ok(u8),
    #[invalid(410, "{id}")]
    Err { id: u8 },
    None,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken")
    }
}

impl std::error::Error for Broken {}

struct Anybody;

impl Guard for Anybody {
    async fn guard(_: &framework::RequestHead) -> std::result::Result<Self, framework::Invalid> {
        std::result::Result::Ok(Anybody)
    }
}

#[derive(std::default::Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping("/<id>")]
    async fn find(&self, #[guard] anybody: Anybody, id: Id, #[query(default = "x")] name: std::string::String) -> User {
        let _ = anybody;
        User { id: u8::try_from(id.0).unwrap_or_default(), name }
    }

    #[post_mapping]
    fn create(&self, user: User, color: Color) -> std::result::Result<User, Broken> {
        match color {
            Color::None => std::result::Result::Ok(user),
            Color::Some => std::result::Result::Err(Broken::Err { id: 1 }),
        }
    }
}

fn main() {}
