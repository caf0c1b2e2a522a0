#![no_implicit_prelude]

use ::std::{default::Default, fmt::Debug, prelude::rust_2024::derive};

#[derive(::framework::Bean, Debug)]
#[bean(default)]
struct User {
    #[bean(default = "x")]
    name: ::std::string::String,
    #[bean(default)]
    age: ::std::option::Option<u8>,
    #[bean(default = 7)]
    size: u8,
}

#[derive(::framework::Bean)]
struct Page<T>(::std::vec::Vec<T>);

#[derive(::framework::Bean, Debug)]
enum Color {
    Red,
}

#[derive(Debug, ::framework::HttpError)]
enum Broken {
    #[invalid(404, "no {id}")]
    Missing { id: u8 },
}

impl ::std::fmt::Display for Broken {
    fn fmt(&self, _: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::result::Result::Ok(())
    }
}

impl ::std::error::Error for Broken {}

struct Anybody;

impl ::framework::Guard for Anybody {
    async fn guard(_: &::framework::RequestHead) -> ::std::result::Result<Self, ::framework::Invalid> {
        ::std::result::Result::Ok(Anybody)
    }
}

#[derive(Default)]
struct Users;

#[::framework::controller("/users")]
impl Users {
    #[::framework::get_mapping("/<id>")]
    async fn find(
        &self,
        id: u8,
        #[query(default = "x")] name: &str,
        #[guard] anybody: Anybody,
        color: ::std::option::Option<Color>,
    ) -> ::std::result::Result<u8, Broken> {
        let _ = (name, anybody, color);
        ::std::result::Result::Err(Broken::Missing { id })
    }

    #[::framework::post_mapping]
    fn create(&self, user: User) -> Page<User> {
        let _ = (&user.name, user.age, user.size);
        Page(::std::default::Default::default())
    }
}

#[::framework::get_mapping]
fn ping() -> &'static str {
    "pong"
}

struct Made;

#[::framework::controller]
impl Made {
    #[construct]
    async fn new(text: ::std::sync::Arc<u8>) -> ::std::result::Result<Self, ::std::io::Error> {
        let _ = text;
        ::std::result::Result::Ok(Made)
    }
}

struct Csv(::std::string::String);

impl ::framework::IntoResponse for Csv {
    fn into_response(
        self,
        _: &::framework::Context,
    ) -> ::std::result::Result<::framework::Response, ::framework::Invalid> {
        ::std::result::Result::Ok(::framework::Response::new(::std::convert::Into::into(self.0)))
    }

    fn describe(_: &mut ::framework::Description<'_>) {}
}

#[::framework::response_prefix("$csv:")]
impl ::framework::FromPrefix for Csv {
    fn from_prefix(text: ::std::string::String) -> ::std::result::Result<Self, ::framework::Invalid> {
        ::std::result::Result::Ok(Csv(text))
    }
}

#[::framework::get_mapping(prefixed)]
fn page(n: u8) -> ::std::string::String {
    ::std::format!("$html:{n}")
}

#[::framework::get_mapping]
fn meant_as_text() -> ::framework::Status<203, &'static str> {
    ::framework::Status("$html:x")
}

#[::framework::get_mapping]
fn file(n: u8) -> impl ::framework::IntoResponse {
    ::framework::prefixed!("$file:{n}-{}.html", n)
}

#[::framework::get_mapping]
fn resource() -> ::framework::Prefixed {
    ::framework::prefixed!("$csv:a,b")
}

fn main() {}
