//! The method takes part: 405, `OPTIONS`, `HEAD`, 501.

use framework::{TestApp, http::Method, prelude::*};

use super::check;

#[post_mapping("/users/me")]
fn post_me() -> &'static str {
    "post me"
}

#[get_mapping("/users/<id>")]
fn get_user(id: &str) -> String {
    format!("get {id}")
}

#[put_mapping("/users/<id|int>")]
fn put_user(id: i32) -> String {
    format!("put {id}")
}

#[delete_mapping("/users/<*rest>")]
fn delete_users(rest: &str) -> String {
    format!("delete {rest}")
}

#[patch_mapping("/patch")]
fn patch() -> &'static str {
    "patch"
}

#[head_mapping("/own-head")]
fn own_head() -> (HttpStatus, &'static str) {
    (HttpStatus::ACCEPTED, "the body of HEAD")
}

#[get_mapping("/own-head")]
fn beside_own_head() -> &'static str {
    "get"
}

#[options_mapping("/own-options")]
fn own_options() -> &'static str {
    "own options"
}

#[get_mapping("/own-options")]
fn beside_own_options() -> &'static str {
    "get"
}

#[get_mapping("/two")]
#[post_mapping("/two", "/zwei")]
fn two(head: &RequestHead) -> String {
    head.method().to_string()
}

fn app() -> TestApp {
    App::new().module(module_path!()).set("http.docs", "off").test()
}

#[tokio::test]
async fn the_method_takes_part_in_the_choice() {
    let cases = [
        ("POST", "/users/me", 200, "post me"),
        ("GET", "/users/me", 200, "get me"),
        ("DELETE", "/users/me", 200, "delete me"),
        ("DELETE", "/users/7/x", 200, "delete 7/x"),
        ("PUT", "/users/7", 200, "put 7"),
        ("PUT", "/users/me", 405, ""),
        ("PATCH", "/patch", 200, "patch"),
        ("GET", "/two", 200, "GET"),
        ("POST", "/two", 200, "POST"),
        ("POST", "/zwei", 200, "POST"),
        ("GET", "/zwei", 405, ""),
        ("GET", "/own-options", 200, "get"),
        ("OPTIONS", "/own-options", 200, "own options"),
    ];
    check(&app(), &cases).await;
}

#[tokio::test]
async fn no_route_of_the_method_is_a_405_with_the_union_of_what_is_allowed() {
    let cases = [
        ("PATCH", "/users/me", "DELETE, GET, HEAD, OPTIONS, POST"),
        ("PATCH", "/users/7", "DELETE, GET, HEAD, OPTIONS, PUT"),
        ("POST", "/users/7", "DELETE, GET, HEAD, OPTIONS, PUT"),
        ("GET", "/users/7/x", "DELETE, OPTIONS"),
        ("HEAD", "/patch", "OPTIONS, PATCH"),
        ("GET", "/patch", "OPTIONS, PATCH"),
        ("DELETE", "/own-head", "GET, HEAD, OPTIONS"),
        ("TRACE", "/two", "GET, HEAD, OPTIONS, POST"),
    ];
    let app = app();
    for (method, target, allow) in cases {
        let answer = app.request(method.parse().expect("a method"), target).await;
        answer
            .assert_status(405)
            .assert_header("allow", allow)
            .assert_header("content-type", "application/problem+json");
    }
}

#[tokio::test]
async fn options_without_a_route_of_its_own_is_a_204_with_allow() {
    let cases = [
        ("/users/me", "DELETE, GET, HEAD, OPTIONS, POST"),
        ("/patch", "OPTIONS, PATCH"),
        ("/own-head", "GET, HEAD, OPTIONS"),
        ("*", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),
    ];
    let app = app();
    for (target, allow) in cases {
        let answer = app.request(Method::OPTIONS, target).await;
        answer.assert_status(204).assert_header("allow", allow).assert_text("");
        assert!(answer.headers().get("content-type").is_none());
    }
    app.request(Method::OPTIONS, "/nowhere").await.assert_status(404);
}

#[tokio::test]
async fn head_is_answered_by_its_own_route_before_that_of_get() {
    let app = app();
    app.head("/own-head").await.assert_status(202).assert_header("content-length", "16").assert_text("");
    app.head("/users/me").await.assert_status(200).assert_header("content-length", "6").assert_text("");
    app.head("/nowhere").await.assert_status(404).assert_text("");
}

#[tokio::test]
async fn an_unknown_method_is_a_501_and_a_known_one_without_a_path_a_404() {
    let app = app();
    for target in ["/two", "/nowhere"] {
        for method in ["PROPFIND", "get", "X"] {
            let answer = app.request(method.parse().expect("a method"), target).await;
            answer.assert_status(501).assert_header("content-type", "application/problem+json");
        }
    }
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE"] {
        app.request(method.parse().expect("a method"), "/nowhere").await.assert_status(404);
    }
}
