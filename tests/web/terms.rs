//! What a route says about how it is run: how large a body may be, how long it may take, on which thread.

mod elsewhere;
mod limited;
mod timed;

use std::time::Duration;

use framework::{
    OnDisconnect, Terms, TestResponse,
    prelude::*,
    serde_json::{Value, json},
};

fn application() -> App {
    App::new().module(module_path!()).provide(elsewhere::holding().0)
}

fn detail(response: &TestResponse) -> String {
    response.json::<Value>()["detail"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_route_tells_what_it_says() {
    let routes = application().routes();
    let terms = |pattern: &str| routes.iter().find(|route| route.pattern == pattern).map(|route| route.terms);
    assert_eq!(terms("/limited/open"), Some(Terms::OPEN));
    assert_eq!(terms("/limited/own"), Some(Terms { body_limit: Some(8), ..Terms::OPEN }));
    assert_eq!(terms("/limited/controller/all"), Some(Terms { body_limit: Some(u64::MAX), ..Terms::OPEN }));
    let minutes = Terms { request_timeout: Some(Duration::from_secs(90)), ..Terms::OPEN };
    let all = Terms { body_limit: Some(1 << 20), on_disconnect: Some(OnDisconnect::Cancel), ..minutes };
    assert_eq!(terms("/said/everything"), Some(all));
}

#[post_mapping("/said/everything", body_limit = "1 MiB", request_timeout = "1.5m", on_disconnect = "cancel")]
async fn everything(#[body] text: String) -> usize {
    text.len()
}

#[post_mapping("/said/at-once", request_timeout = "5s")]
fn at_once() {}

#[cfg(feature = "openapi")]
#[tokio::test]
async fn the_description_of_a_route_has_its_limits() {
    let describe = async |app: App| app.set("http.docs", "on").test().get("/openapi.json").await.json::<Value>();
    let document = describe(application()).await;
    let response = |document: &Value, path: &str, status: &str| {
        let responses = &document["paths"][path]["post"]["responses"];
        responses.get(status).map(|response| response["description"].clone())
    };
    let told = |text: &str| Some(json!(text));
    assert_eq!(response(&document, "/said/everything", "413"), told("Payload Too Large: more than 1 MiB"));
    assert_eq!(response(&document, "/said/everything", "503"), told("Service Unavailable: no answer within 90s"));
    assert_eq!(response(&document, "/said/at-once", "503"), None, "it cannot be interrupted");
    assert_eq!(response(&document, "/limited/open", "413"), told("Payload Too Large: more than 2 MiB"));
    assert_eq!(response(&document, "/limited/open", "503"), None);
    let limited = describe(application().set("http.request_timeout", "2s")).await;
    assert_eq!(response(&limited, "/limited/open", "503"), told("Service Unavailable: no answer within 2s"));
}
