//! Cookies: as arguments, read and set through `Cookies`, and seen by guards.

use std::time::Duration;

use framework::{
    Cookies, ParameterError, SameSite, TestApp,
    prelude::*,
    serde_json::{Value, json},
};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[track_caller]
fn set_cookies(answer: &framework::TestResponse) -> Vec<&str> {
    let values = answer.headers().get_all("set-cookie").iter();
    values.map(|value| value.to_str().expect("ASCII")).collect()
}

#[get_mapping("/cookie/values")]
fn values(
    #[cookie] id: u8,
    #[cookie("__Host-theme")] theme: Option<&str>,
    #[cookie] tag: Vec<String>,
    #[cookie(default = 7)] size: u16,
    #[cookie("c", default = "red")] colour: String,
    #[cookie] n: Result<i8, ParameterError>,
) -> String {
    let n = n.map_err(|error| (error.name(), error.is_missing()));
    format!("{id} {theme:?} {tag:?} {size} {colour} {n:?}")
}

#[tokio::test]
async fn a_cookie_may_be_missing_repeated_renamed_or_have_a_default() {
    let cases = [
        ("id=1", r#"1 None [] 7 red Err(("n", true))"#),
        ("a; id=1;;  tag=x; tag=\"y z\" ; id=x; c=", r#"1 None ["x", "y z"] 7  Err(("n", true))"#),
        ("__Host-theme=%C3%9F%3B; id=255; size=9; n=-1", r#"255 Some("ß;") [] 9 red Ok(-1)"#),
        ("ID=2; id=1; n=s; c=%FF%", r#"1 None [] 7 %FF% Err(("n", false))"#),
    ];
    let app = app();
    for (cookie, text) in cases {
        app.get("/cookie/values").header("cookie", cookie).await.assert_status(200).assert_text(text);
    }
    let request = app.get("/cookie/values").cookie("tag", "a;b=c, \"d\"").cookie("id", "3");
    request.cookie("tag", "ß").await.assert_text(r#"3 None ["a;b=c, \"d\"", "ß"] 7 red Err(("n", true))"#);
}

/// A browser lets a page set such a name over plain HTTP, since it has no prefix.
#[tokio::test]
async fn white_space_of_other_scripts_makes_no_prefix_of_a_name() {
    for space in ["\u{85}", "\u{a0}", "\u{2000}", "\u{3000}"] {
        let forged = app().get("/cookie/values").header("cookie", format!("id=1;{space}__Host-theme=x"));
        forged.await.assert_text(r#"1 None [] 7 red Err(("n", true))"#);
    }
    let padded = app().get("/cookie/values").header("cookie", "id=1;\t __Host-theme\t=\tx\t");
    padded.await.assert_text(r#"1 Some("x") [] 7 red Err(("n", true))"#);
}

#[tokio::test]
async fn what_is_wrong_with_cookies_is_reported_together_and_their_values_are_not_shown() {
    let request = app().get("/cookie/values").header("cookie", "id=s3cret; size=s3cret; tag=x");
    let answer = request.await;
    assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
    let errors = json!([
        { "in": "cookie", "name": "id", "message": "expected an integer (u8)" },
        { "in": "cookie", "name": "size", "message": "expected an integer (u16)" },
    ]);
    assert_eq!(answer.json::<Value>()["errors"], errors);
    let missing = app().get("/cookie/values").await;
    let errors = json!([{ "in": "cookie", "name": "id", "message": "is missing" }]);
    assert_eq!(missing.assert_status(400).json::<Value>()["errors"], errors);
}

#[get_mapping("/cookie/read")]
fn read(cookies: Cookies) -> Value {
    json!([cookies.get("a"), cookies.get_all("a").collect::<Vec<_>>(), cookies.iter().collect::<Vec<_>>()])
}

#[tokio::test]
async fn every_cookie_of_every_field_is_there_in_order() {
    let app = app();
    let answer = app.get("/cookie/read").header("cookie", "a=1; b=2").header("cookie", "a=%33").await;
    answer.assert_text(r#"["1",["1","3"],[["a","1"],["b","2"],["a","3"]]]"#);
    assert!(set_cookies(&answer).is_empty());
    app.get("/cookie/read").await.assert_text("[null,[],[]]");
    app.get("/cookie/read").header("cookie", b"a=\xFF; b=1").await.assert_text("[null,[],[]]");
}

#[derive(Debug, HttpError)]
enum Refused {
    #[invalid(409, "taken")]
    Taken,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "taken")
    }
}

impl std::error::Error for Refused {}

#[get_mapping("/cookie/set/<how>")]
async fn set(how: &str, cookies: Cookies) -> Result<&'static str, Invalid> {
    cookies.set(("a", "1; Path=/x"));
    cookies.remove("old");
    match how {
        "ok" => Ok("set"),
        "redirect" => Ok("$redirect:/elsewhere"),
        "invalid" => Err(Invalid::not_found("nothing")),
        "error" => Err(Refused::Taken.into()),
        "declined" => Err(Invalid::declined()),
        _ => panic!("in the handler"),
    }
}

#[get_mapping("/cookie/set-now/<how>")]
fn set_now(how: &str, cookies: Cookies) -> Result<RedirectResponse, Invalid> {
    cookies.set(("a", "1; Path=/x"));
    cookies.remove("old");
    match how {
        "redirect" => Ok(RedirectResponse::to("/elsewhere").see_other()),
        "invalid" => Err(Invalid::not_found("nothing")),
        _ => panic!("in the handler"),
    }
}

const SET: [&str; 2] = [
    "a=1%3B%20Path=/x; HttpOnly; SameSite=Lax; Path=/",
    "old=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
];

#[tokio::test]
async fn whatever_the_handler_answers_sets_its_cookies() {
    let cases = [
        ("/cookie/set/ok", 200),
        ("/cookie/set/redirect", 302),
        ("/cookie/set/invalid", 404),
        ("/cookie/set/error", 409),
        ("/cookie/set/declined", 404),
        ("/cookie/set-now/redirect", 303),
        ("/cookie/set-now/invalid", 404),
    ];
    let app = app();
    for (target, status) in cases {
        let answer = app.get(target).await;
        assert_eq!(set_cookies(answer.assert_status(status)), SET, "{target}");
        assert_eq!(set_cookies(&app.head(target).await), SET, "HEAD {target}");
    }
}

#[tokio::test]
async fn a_panic_sets_no_cookie() {
    for target in ["/cookie/set/panic", "/cookie/set-now/panic"] {
        let answer = app().get(target).await;
        assert!(set_cookies(answer.assert_status(500)).is_empty(), "{target}");
    }
}

#[get_mapping("/cookie/wrong")]
fn wrong(first: Option<bool>, cookies: Cookies) -> &'static str {
    if first.is_some() {
        cookies.set(("good", "1"));
    }
    cookies.set(("no name", "s3cret"));
    cookies.set(("more", "1"));
    "answered"
}

#[tokio::test]
async fn a_cookie_that_cannot_be_set_is_a_500_that_sets_none() {
    for target in ["/cookie/wrong", "/cookie/wrong?first=1"] {
        let answer = app().get(target).await;
        assert!(set_cookies(answer.assert_status(500)).is_empty(), "{target}");
        assert!(!answer.text().contains("no name") && !answer.text().contains("s3cret"), "{}", answer.text());
    }
}

#[get_mapping("/cookie/own")]
fn own(cookies: Cookies) -> PlainTextResponse {
    cookies.set(Cookie::new("b", "2").path("/x").max_age(Duration::from_secs(60)).same_site(SameSite::Strict));
    cookies.clone().set(("c", String::from("3")));
    PlainTextResponse::new("x").cookie(("a", "1"))
}

#[tokio::test]
async fn cookies_stand_behind_those_of_the_response_itself() {
    let answer = app().get("/cookie/own").await;
    let expected = [
        "a=1; HttpOnly; SameSite=Lax; Path=/",
        "b=2; HttpOnly; SameSite=Strict; Path=/x; Max-Age=60",
        "c=3; HttpOnly; SameSite=Lax; Path=/",
    ];
    assert_eq!(set_cookies(&answer), expected);
}

/// Whoever has the right cookie.
struct Known(String);

impl Guard for Known {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let token = request.cookie("token").ok_or_else(|| Invalid::unauthorized("log in first"))?;
        Ok(Known(token.to_owned()))
    }
}

#[get_mapping("/cookie/guarded")]
fn guarded(#[guard] known: Known, #[cookie] token: &str, cookies: Cookies) -> String {
    cookies.set(("seen", "1"));
    format!("{} {token}", known.0)
}

#[tokio::test]
async fn a_guard_sees_the_cookies() {
    let app = app();
    let answer = app.get("/cookie/guarded").cookie("token", "a b").await;
    assert_eq!(set_cookies(answer.assert_status(200).assert_text("a b a b")).len(), 1);
    assert!(set_cookies(app.get("/cookie/guarded").await.assert_status(401)).is_empty());
}
