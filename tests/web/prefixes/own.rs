//! Prefixes that types of the program have claimed.

use framework::{Prefixed, Schema, prefixed, prelude::*, response_prefix, serde_json::json};

use super::{CSV, app};
use crate::answers::{PROBLEM, assert_answer, with};

/// A table; some texts are none.
pub(super) struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<http::Response<Body>, Invalid> {
        Ok(http::Response::builder().header("content-type", CSV).body(self.0.into())?)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, CSV, Schema::new());
    }
}

#[response_prefix("$csv:")]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        match text.as_str() {
            "bad" => Err(Invalid::unprocessable("it is no table").with("line", 1)),
            "foreign" => Ok(Csv(text.parse::<u8>()?.to_string())),
            "elsewhere" => Err(RedirectResponse::to("/login").into()),
            "panic" => panic!("no table"),
            _ => Ok(Csv(text + "\n")),
        }
    }
}

#[get_mapping("/own/bad")]
fn own_bad() -> &'static str {
    "$csv:bad"
}

#[get_mapping("/own/foreign")]
fn own_foreign() -> &'static str {
    "$csv:foreign"
}

#[get_mapping("/own/elsewhere")]
fn own_elsewhere() -> &'static str {
    "$csv:elsewhere"
}

#[get_mapping("/own/panic")]
async fn own_panic() -> &'static str {
    "$csv:panic"
}

/// The same text by `prefixed!`.
#[get_mapping("/own/formatted")]
fn own_formatted(text: String) -> Prefixed {
    prefixed!("$csv:{text}")
}

/// And by a response that the service finishes.
#[get_mapping("/own/converted")]
fn own_converted(text: String) -> Response {
    prefixed!("$csv:{text}").into()
}

#[tokio::test]
async fn an_own_type_may_refuse_what_follows_its_prefix() {
    let app = app();
    for text in ["bad", "foreign", "panic"] {
        for path in [format!("/own/{text}"), with("/own/formatted", text), with("/own/converted", text)] {
            let answer = app.get(&path).await;
            match text {
                "bad" => answer.assert_status(422).assert_header("content-type", PROBLEM).assert_json(json!({
                    "type": "about:blank", "title": "Unprocessable Entity", "status": 422,
                    "detail": "it is no table", "line": 1, "instance": path.split('?').next()
                })),
                _ => answer.assert_status(500).assert_header("content-type", PROBLEM),
            };
        }
    }
    assert_answer(&app.get(&with("/own/converted", "1")).await, 200, Some(CSV), "1\n");
}

#[tokio::test]
async fn an_own_type_may_answer_with_a_response_instead() {
    let app = app();
    let paths = ["/own/formatted", "/own/converted", "/asked/string"];
    let texts = ["elsewhere", "elsewhere", "$csv:elsewhere"];
    let formatted = paths.iter().zip(texts).map(|(path, text)| with(path, text));
    for path in formatted.chain(["/own/elsewhere".to_owned()]) {
        let answer = app.get(&path).await;
        assert_answer(&answer, 302, None, "");
        answer.assert_header("location", "/login");
    }
}
