//! What a debug build tells of what is in front of the routes.

use framework::prelude::*;
use tower_http::cors::CorsLayer;

use super::Log;

#[get_mapping]
fn ping() -> &'static str {
    "pong"
}

#[tokio::test]
async fn what_is_in_front_of_the_routes_is_told_in_its_order() {
    let (log, _guard) = Log::begin();
    let app = App::new().module(module_path!());
    let started =
        |app: App| async move { app.listen("127.0.0.1:0").start().await.expect("it starts").shutdown().await };
    started(app.set("http.access_log", "on").set("http.cors.origins", "*").layer(CorsLayer::new())).await;
    let lines = log.take("");
    let at = lines.iter().position(|line| line.contains("in front of them")).expect("it is told");
    let expected = ["  access log", "  CORS", "  security headers", "  tower_http::cors::CorsLayer"];
    assert_eq!(lines[at + 1..at + 5], expected);

    started(App::new().module(module_path!()).set("http.security_headers", "off")).await;
    assert!(log.take("in front of them").is_empty(), "there is nothing");
}

#[tokio::test]
async fn a_start_tells_profile_features_and_routes_unless_it_is_to_be_quiet() {
    let (log, _guard) = Log::begin();
    for banner in ["on", "off"] {
        let app = App::new().module(module_path!()).set("log.banner", banner).set("http.docs", "off");
        app.listen("127.0.0.1:0").start().await.expect("it starts").shutdown().await;
        let lines = log.take("");
        let is_told = |text: &str| lines.iter().any(|line| line.contains(text));
        for text in ["version 0.1.0, profile `dev`, features config, ", "  GET  /ping  ping  tests/web/front/order.rs:"]
        {
            assert_eq!(is_told(text), banner == "on", "{text} in {lines:?}");
        }
        assert!(is_told("listening on http://127.0.0.1:"), "{lines:?}");
    }
}

#[cfg(feature = "docs-ui")]
#[tokio::test]
async fn what_the_framework_answers_itself_is_told_without_a_place() {
    let (log, _guard) = Log::begin();
    let app = App::new().module(module_path!()).set("http.docs", "on");
    app.listen("127.0.0.1:0").start().await.expect("it starts").shutdown().await;
    let lines = log.take("");
    let own: Vec<_> = lines.iter().filter(|line| line.contains("openapi  ") || line.contains("/docs")).collect();
    assert_eq!(own.len(), 2, "{own:?}");
    assert!(own.iter().all(|line| line.ends_with("(built in)")), "{own:?}");
}

#[tokio::test]
async fn run_in_a_runtime_says_to_start_instead() {
    let refused = App::new().run().expect_err("there is one already").to_string();
    assert!(refused.contains("`start().await?.shutdown_on_signal().await`"), "{refused}");
}
