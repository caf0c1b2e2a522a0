//! Beans: JSON both ways, defaults, and every violation of a body in one answer.

mod bodies;
mod converted;
mod enums;
mod kinds;
mod members;
mod query;
mod recursive;
mod refused;
mod shapes;
mod untagged;

use framework::{TestResponse, prelude::*, serde_json::Value};

/// Pointer and rule of every violation, in order; each has a message and says that it is in the body.
fn violations(answer: &TestResponse) -> Vec<(String, String)> {
    answer.assert_status(422).assert_header("content-type", "application/problem+json");
    let problem: Value = answer.json();
    let errors = problem["errors"].as_array().expect("a list of errors").clone();
    let text = |error: &Value, member: &str| error[member].as_str().expect(member).to_owned();
    errors
        .iter()
        .map(|error| {
            assert_eq!(error["in"], "body", "{error}");
            assert!(!text(error, "message").is_empty(), "{error}");
            (text(error, "pointer"), text(error, "rule"))
        })
        .collect()
}

fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(pointer, rule)| ((*pointer).to_owned(), (*rule).to_owned())).collect()
}

/// The same, each as one text, sorted.
fn sorted(answer: &TestResponse) -> Vec<String> {
    let mut found: Vec<_> = violations(answer).iter().map(|(pointer, rule)| format!("{pointer} {rule}")).collect();
    found.sort();
    found
}

#[derive(Bean, Debug, Clone, PartialEq)]
#[bean(default)]
struct MyBean {
    #[bean(default = 100)]
    index: i32,
    #[bean(default = "yuekeyuan")]
    name: String,
}

#[derive(Bean, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "camelCase")]
enum Colour {
    Red,
    DarkGreen,
    #[serde(rename = "the blue", alias = "blue")]
    Blue,
}
