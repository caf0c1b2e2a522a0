//! What a handler returns is what is sent: status, Content-Type, body.

mod dates;
mod json;
mod numbers;
mod own;
mod statuses;
mod texts;
mod wire;

use framework::{TestApp, TestResponse, prelude::*};

fn unstarted() -> App {
    App::new().module(module_path!())
}

fn app() -> TestApp {
    unstarted().test()
}

fn content_type(answer: &TestResponse) -> Option<&str> {
    answer.header("content-type")
}

#[derive(Bean, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[bean(default)]
struct MyBean {
    #[bean(default = 100)]
    index: i32,
    #[bean(default = "yuekeyuan")]
    name: String,
}

#[derive(Bean, Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Colour {
    Red,
    Green,
}

const BEAN: &str = r#"{"index":100,"name":"yuekeyuan"}"#;
