//! Every macro in a crate that depends on `framework` alone, forbids unsafe code and has no prelude.

#![no_std]
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]
#![allow(
    clippy::unused_async,
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "the functions here are as small as can be"
)]

extern crate std;

use ::std::{
    option::Option::{self, Some},
    result::Result::{self, Err, Ok},
    string::String,
    vec::Vec,
};

/// A bean.
#[derive(Debug, ::framework::Bean)]
#[bean(default)]
pub struct Plain {
    /// A member with a default.
    #[bean(default = 100)]
    pub index: i32,
    /// A text with a default.
    #[bean(default = "nobody")]
    pub name: String,
    /// What may be missing.
    pub note: Option<String>,
    /// Ourselves again.
    #[bean(default)]
    pub children: Vec<Plain>,
}

/// A generic bean.
#[derive(Debug, ::framework::Bean)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// What is on the page.
    pub items_here: Vec<T>,
}

/// A bean that wraps.
#[derive(Debug, Clone, Copy, ::framework::Bean)]
pub struct Identity(pub u64);

/// A bean that is one word.
#[derive(Debug, Clone, Copy, ::framework::Bean)]
pub enum Colour {
    /// Red.
    Red,
    /// Green.
    Green,
}

/// A type of one text.
#[derive(Debug, Clone, Copy, ::framework::Parameter)]
#[parameter("a number of something")]
pub struct Number<T>(pub T);

impl<T: ::std::str::FromStr> ::std::str::FromStr for Number<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        Ok(Number(T::from_str(text)?))
    }
}

/// A type of one text that says itself how it is made.
#[derive(Debug, ::framework::Parameter)]
#[parameter(own, json)]
pub struct Exact(String);

impl ::std::fmt::Display for Exact {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl ::framework::FromParameter for Exact {
    const EXPECTED: &'static str = "any text";

    fn from_parameter(text: &str) -> Option<Self> {
        Some(Exact(::std::borrow::ToOwned::to_owned(text)))
    }
}

/// A value of a setting.
#[derive(Debug, Clone, Copy, ::framework::SettingValue)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    #[settings("black")]
    Dark,
}

/// A table of settings.
#[derive(Debug, Clone, ::framework::Settings)]
#[settings("hygiene")]
pub struct Own {
    /// What must be written.
    pub title: String,
    /// What has a default and a rule.
    #[settings(default = 10, range(1..=100))]
    pub page_size: u32,
    /// Several.
    #[settings(default = ["a"], secret)]
    pub tags: Vec<String>,
    /// What is read by `FromStr`.
    #[settings(default = "::1", from_str = "an address")]
    pub address: ::std::net::IpAddr,
    /// What may be missing.
    pub theme: Option<Theme>,
    /// A table below.
    pub below: Below,
}

/// A table below another.
#[derive(Debug, Clone, ::framework::Settings)]
#[settings(nested)]
pub struct Below {
    /// A switch.
    #[settings(default = true)]
    pub open: bool,
}

/// A bean that is only sent.
#[derive(Debug, ::framework::Bean)]
#[bean(output)]
pub struct Message {
    /// The text.
    pub text: &'static str,
}

/// An error with statuses.
#[derive(Debug, ::framework::HttpError)]
pub enum Failure {
    /// It is not there.
    #[invalid(404, "nothing called {name}")]
    Missing {
        /// What is not there.
        name: String,
    },
    /// Anything else.
    Other,
}

impl ::std::fmt::Display for Failure {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::write!(f, "failure")
    }
}

impl ::std::error::Error for Failure {}

/// A guard.
#[derive(Debug)]
pub struct Anyone;

impl ::framework::Guard for Anyone {
    async fn guard(_: &::framework::RequestHead) -> Result<Self, ::framework::Invalid> {
        Ok(Anyone)
    }
}

/// A controller without a route.
#[derive(Debug)]
pub struct Work;

#[::framework::controller]
impl Work {
    #[construct]
    fn new() -> Self {
        Work
    }

    #[destruct]
    fn end(&self) {}
}

/// A controller with a constructor.
#[derive(Debug)]
pub struct Things {
    greeting: String,
}

/// What things do.
#[::framework::controller("/things", client)]
impl Things {
    #[construct]
    async fn new(greeting: String) -> Result<Self, ::std::io::Error> {
        Ok(Things { greeting })
    }

    /// Greets.
    #[::framework::get_mapping("/greet/<name>")]
    fn greet(&self, name: &str, #[query(default = "!")] mark: &str) -> String {
        ::std::format!("{}, {name}{mark}", self.greeting)
    }

    #[::framework::get_mapping("/<id|u64>", "/by/<id>")]
    async fn find(&self, #[guard] _anyone: Anyone, id: Identity, colours: Vec<Colour>) -> Result<Page<u64>, Failure> {
        match id.0 {
            0 => Err(Failure::Missing { name: ::std::borrow::ToOwned::to_owned("zero") }),
            1 => Err(Failure::Other),
            _ => Ok(Page {
                items_here: ::std::iter::Iterator::collect(::std::iter::Iterator::map(
                    ::std::iter::IntoIterator::into_iter(colours),
                    |colour| colour as u64,
                )),
            }),
        }
    }

    /// What is remembered of a visitor.
    #[::framework::get_mapping("/remembered")]
    async fn remembered(
        #[session("name", default = "nobody")] name: &str,
        #[session] colour: ::std::option::Option<Colour>,
        session: ::framework::Session,
    ) -> ::framework::PlainTextResponse {
        session.remove("name");
        ::framework::PlainTextResponse::new(name).session("was", colour.is_some())
    }

    #[::framework::socket_mapping("/lines/<id>", protocol = "line-echo/1", negotiate = Self::decide)]
    async fn lines(
        &self,
        #[guard] _anyone: Anyone,
        id: Identity,
        socket: ::framework::Socket,
        stop: ::framework::StopToken,
    ) -> Result<(), ::std::io::Error> {
        let _ = (id, socket);
        stop.cancelled().await;
        Ok(())
    }

    fn decide(_: &::framework::RequestHead) -> ::framework::Switch {
        ::framework::Switch::accept()
    }

    #[::framework::websocket_mapping("/chat/<id>", protocols = ["chat.v1"])]
    async fn chat(&self, id: Identity, mut socket: ::framework::WebSocket<Plain, Message>) {
        let _ = (id, socket.receive().await);
    }

    #[on_stop]
    async fn stopping(&self, _reason: ::framework::StopReason) {}

    #[::framework::get_mapping("/held/<id>", request_timeout = "1m")]
    #[::framework::blocking]
    fn held(&self, #[guard] _anyone: Anyone, id: Identity, gone: ::framework::Disconnected) -> Option<u64> {
        Some(id.0).filter(|_| !gone.is_disconnected())
    }

    #[destruct]
    fn end(&self) -> Result<(), ::std::io::Error> {
        Ok(())
    }

    #[::framework::post_mapping]
    fn create(bean: Plain, #[header(default = "en")] accept_language: &str) -> Option<Plain> {
        let _ = accept_language;
        Some(bean)
    }
}

/// A bean with files.
#[derive(Debug, ::framework::Bean)]
pub struct Album {
    /// A file.
    #[bean(custom = named)]
    pub cover: ::framework::UploadedFile,
    /// Any number of them.
    #[bean(default)]
    pub more: Vec<::framework::UploadedFile>,
}

fn named(file: &::framework::UploadedFile) -> Result<(), &'static str> {
    file.file_name().map(|_| ()).ok_or("must have a name")
}

#[::framework::post_mapping]
fn album(album: Album) -> usize {
    album.more.len()
}

#[::framework::post_mapping]
fn parts(
    #[part] file: ::framework::UploadedFile,
    more: Option<::framework::UploadedFile>,
    #[part("n", default = 1)] count: u8,
) -> String {
    ::std::format!("{file:?} {more:?} {count}")
}

/// A free function that says how it is run.
#[::framework::blocking]
#[::framework::post_mapping(body_limit = "1 KiB", on_disconnect = "cancel")]
fn shout(#[body] text: &str) -> String {
    text.to_uppercase()
}

/// A free function.
#[::framework::get_mapping]
fn message() -> Message {
    Message { text: "hello" }
}

macro_rules! each_method {
    ($($name:ident $mapping:ident)*) => {$(
        #[::framework::$mapping("/each")]
        fn $name() -> &'static str {
            ::std::stringify!($name)
        }
    )*};
}

each_method!(put put_mapping patch patch_mapping delete delete_mapping head head_mapping options options_mapping);

/// Whatever method.
#[::framework::request_mapping("/each", methods("PROPFIND"), rank = 1)]
fn propfind() {}

#[::framework::get_mapping("/numbers/<number>")]
fn number(number: Number<u8>, exact: Option<Exact>) -> String {
    ::std::format!("{}{}", number.0, exact.map_or(0, |exact| exact.0.len()))
}

/// A constraint.
#[::framework::path_constraint("short_word")]
fn short_word(segment: &str) -> bool {
    segment.len() < 4
}

#[::framework::get_mapping("/words/<word|short_word>")]
fn word(word: &str, rest: Option<&str>) -> usize {
    word.len() + rest.map_or(0, str::len)
}

#[::framework::get_mapping("/rest/<*rest>")]
fn rest(rest: ::framework::Rest<'_>) -> usize {
    ::std::iter::Iterator::count(rest.segments())
}

/// Its own response type.
#[derive(Debug)]
pub struct Csv(String);

impl ::framework::IntoResponse for Csv {
    fn into_response(self, _: &::framework::Context) -> Result<::framework::Response, ::framework::Invalid> {
        Ok(::framework::Response::new(::std::convert::Into::into(self.0)))
    }

    fn describe(_: &mut ::framework::Description<'_>) {}
}

#[::framework::response_prefix("$csv:")]
impl ::framework::FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, ::framework::Invalid> {
        Ok(Csv(text))
    }
}

#[::framework::get_mapping("/page/<n>", prefixed)]
fn page(n: u8) -> String {
    ::std::format!("$csv:{n}")
}

#[::framework::get_mapping("/made/<n>")]
fn made(n: u8) -> impl ::framework::IntoResponse {
    ::framework::prefixed!("$csv:{n},{}", n)
}

#[::framework::invalid_handler(405)]
async fn method(invalid: &::framework::Invalid, _: &::framework::RequestHead) -> String {
    ::std::string::ToString::to_string(invalid)
}

::framework::link!();

#[cfg(test)]
mod tests {
    use ::std::{assert_eq, borrow::ToOwned, string::String};

    #[::framework::tokio::test(crate = "::framework::tokio")]
    async fn what_the_macros_wrote_works() {
        let app = ::framework::App::new().provide::<String>("Hello".to_owned()).set("hygiene.title", "clean").test();
        app.get("/things/greet/Ada").await.assert_status(200).assert_text("Hello, Ada!");
        app.get("/things/7?colours=Green&colours=Red").await.assert_text(r#"{"itemsHere":[1,0]}"#);
        app.get("/things/by/0").await.assert_status(404);
        app.get("/things/1").await.assert_status(500);
        app.get("/things/held/7").await.assert_text("7");
        app.post("/shout").body("a").await.assert_text("A");
        app.get("/message").await.assert_text(r#"{"text":"hello"}"#);
        app.get("/words/abc?rest=d").await.assert_text("4");
        app.get("/words/abcd").await.assert_status(404);
        app.get("/rest/a/b").await.assert_text("2");
        app.get("/numbers/7?exact=ab").await.assert_text("72");
        app.get("/numbers/x").await.assert_status(400);
        app.get("/page/7").await.assert_text("7");
        app.get("/made/7").await.assert_text("7,7");
        app.delete("/each").await.assert_text("delete");
        app.post("/rest/a").await.assert_status(405).assert_text("405 Method Not Allowed");
        let created = app.post("/things/create").header("content-type", "application/json").body("{}").await;
        assert_eq!(created.text(), r#"{"index":100,"name":"nobody","note":null,"children":[]}"#);
    }
}
