//! The test client: what it sends, what it keeps, what it says when an assertion fails.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, Location, catch_unwind},
    time::Duration,
};

use framework::{TestApp, TestResponse, prelude::*, serde_json::json, stream};

#[derive(Bean, Clone, PartialEq, Debug)]
struct Note {
    id: u32,
    #[bean(length(1..=5))]
    text: String,
}

#[derive(Clone)]
struct Pool(&'static str);

struct Notes {
    pool: Pool,
}

#[controller("/testing")]
impl Notes {
    #[construct]
    fn new(pool: Pool) -> Self {
        Notes { pool }
    }

    #[get_mapping]
    fn pool(&self) -> &'static str {
        self.pool.0
    }

    #[get_mapping]
    fn words(&self, word: Vec<String>, page: Option<u32>) -> Vec<String> {
        let page = page.map(|page| page.to_string());
        word.into_iter().chain(page).collect()
    }

    #[request_mapping("/method", methods("GET", "PUT", "PROPFIND"))]
    fn method(&self, method: http::Method) -> String {
        method.to_string()
    }

    #[post_mapping]
    fn note(&self, note: Note) -> Note {
        note
    }

    #[post_mapping]
    fn raw(&self, #[body] text: String, #[header] content_type: Option<String>) -> String {
        format!("{text} as {}", content_type.unwrap_or_default())
    }

    #[get_mapping]
    fn header(&self, #[header("x-who")] who: Vec<String>) -> Vec<String> {
        who
    }

    #[get_mapping]
    fn peer(&self, peer: PeerAddress) -> String {
        peer.0.to_string()
    }

    #[get_mapping]
    fn scheme(&self, head: &RequestHead) -> &'static str {
        head.scheme()
    }

    #[post_mapping]
    fn login(&self, cookies: Cookies, #[form] name: String) -> RedirectResponse {
        cookies.set(("name", name));
        RedirectResponse::to("name").see_other()
    }

    #[get_mapping]
    fn name(&self, #[cookie] name: Option<String>) -> Option<String> {
        name
    }

    #[post_mapping]
    fn logout(&self, cookies: Cookies) {
        cookies.remove("name");
    }

    #[request_mapping("/again/<times>", methods("GET", "POST"))]
    fn again(&self, times: u32, #[query] url: Option<String>) -> Result<String, RedirectResponse> {
        match (times, url) {
            (0, _) => Ok("there".to_owned()),
            (_, Some(url)) => Err(RedirectResponse::to(url)),
            (times, None) => Err(RedirectResponse::to(format!("/testing/again/{}", times - 1)).temporary()),
        }
    }

    #[post_mapping]
    fn moved(&self) -> RedirectResponse {
        RedirectResponse::to("/testing/note").permanent()
    }

    #[get_mapping]
    fn events(&self) -> Sse<stream::Iter<std::array::IntoIter<Event, 3>>> {
        let alive = Event::new().comment("alive");
        Sse::new(stream::iter([Event::data("1"), alive, Event::data("a\nb").event("pair").id("7")]))
    }

    #[get_mapping]
    fn lines(&self) -> NdJson<Note> {
        NdJson::new(stream::iter((1..3).map(|id| Note { id, text: "x".to_owned() })))
    }

    #[get_mapping]
    fn silence(&self) -> ByteStream {
        ByteStream::new(stream::unfold((), |()| std::future::pending::<Option<(Vec<u8>, ())>>()))
    }

    #[get_mapping]
    fn failing(&self) -> Result<(), Invalid> {
        tracing::info!(step = 3, "about to fail");
        Err(std::io::Error::other("the disk is full"))?
    }

    #[get_mapping]
    #[blocking]
    fn blocking(&self) {
        tracing::warn!("from another thread");
    }
}

fn app() -> TestApp {
    App::new().only::<Notes>().provide(Pool("real")).test()
}

/// What the test prints that asserts so.
fn said<'r, R>(response: &'r TestResponse, assert: impl FnOnce(&'r TestResponse) -> R) -> String {
    let panic = catch_unwind(AssertUnwindSafe(|| drop(assert(response)))).expect_err("the assertion fails");
    *panic.downcast::<String>().expect("it says why")
}

#[tokio::test]
async fn a_query_is_encoded() {
    let app = app();
    let words = app.get("/testing/words").query("word", "a&b c").query("word", "ü=").query("page", 2);
    words.await.assert_json(json!(["a&b c", "ü=", "2"]));
    app.get("/testing/words?word=x").query("word", "y").await.assert_json(json!(["x", "y"]));
}

#[tokio::test]
async fn a_request_has_any_method() {
    let app = app();
    app.request("PROPFIND".parse().expect("a method"), "/testing/method").await.assert_text("PROPFIND");
    app.request(http::Method::PUT, "/testing/method").await.assert_text("PUT");
    app.options("/testing/method").await.assert_status(204).assert_header("allow", "GET, HEAD, OPTIONS, PROPFIND, PUT");
}

#[tokio::test]
async fn a_body_is_text_or_json_or_bytes() {
    let app = app();
    app.post("/testing/raw").text("a").await.assert_text("a as text/plain; charset=UTF-8");
    app.post("/testing/raw").body(vec![b'a']).await.assert_text("a as ");
    let note = Note { id: 1, text: "x".to_owned() };
    app.post("/testing/note").json(&note).await.assert_json(json!(note)).assert_json_at("/id", 1);
    app.post("/testing/note").form(&[("id", "1"), ("text", "x")]).await.assert_json(json!(note));
}

#[tokio::test]
async fn header_fields_of_the_client_stand_behind_those_of_a_request() {
    let app = app().with_header("x-who", "a").with_header("x-who", "b");
    app.get("/testing/header").await.assert_json(json!(["a", "b"]));
    app.get("/testing/header").header("x-who", "c").await.assert_json(json!(["c"]));
}

#[tokio::test]
async fn a_peer_is_whoever_the_test_says() {
    let app = app();
    app.get("/testing/peer").await.assert_text("127.0.0.1:0");
    app.get("/testing/peer").peer("203.0.113.7").await.assert_text("203.0.113.7:0");
    app.get("/testing/peer").peer("[2001:db8::1]:80").await.assert_text("[2001:db8::1]:80");
}

#[tokio::test]
async fn a_request_comes_over_tls_if_the_test_says_so() {
    let app = app();
    app.get("/testing/scheme").await.assert_text("http").assert_no_header("strict-transport-security");
    let secure = app.get("/testing/scheme").secure().await;
    assert!(secure.assert_text("https").header("strict-transport-security").is_some());
    let ada = app.visitor();
    ada.secure().post("/testing/login").form(&[("name", "Ada")]).await.assert_status(303);
    // The cookie is `Secure` there, and sent nowhere else.
    ada.get("/testing/name").await.assert_status(404);
    ada.get("/testing/name").secure().await.assert_text("Ada");
}

#[tokio::test]
async fn a_visitor_keeps_cookies_and_others_do_not() {
    let app = app();
    let (ada, eve) = (app.visitor(), app.visitor());
    let login = ada.post("/testing/login").form(&[("name", "Ada & co")]).await;
    login.assert_status(303).assert_redirect("name");
    assert_eq!(login.cookie("name").as_deref(), Some("Ada & co"));
    assert_eq!(ada.cookie("name").as_deref(), Some("Ada & co"));
    ada.get("/testing/name").await.assert_text("Ada & co");
    ada.get("/testing/name").cookie("name", "Bo").await.assert_text("Bo");
    eve.get("/testing/name").await.assert_status(404);
    app.get("/testing/name").await.assert_status(404);
    ada.post("/testing/logout").await.assert_status(200);
    ada.get("/testing/name").await.assert_status(404);
}

#[tokio::test]
async fn redirects_are_followed_on_request() {
    let app = app();
    app.get("/testing/again/2").await.assert_status(307).assert_redirect("/testing/again/1");
    app.get("/testing/again/10").follow().await.assert_status(200).assert_text("there");
    // 303 is a GET, and cookies that are set on the way are sent on.
    app.post("/testing/login").form(&[("name", "Ada")]).follow().await.assert_text("Ada");
    let note = Note { id: 1, text: "x".to_owned() };
    app.post("/testing/moved").json(&note).follow().await.assert_json(json!(note));
    let elsewhere = app.get("/testing/again/1").query("url", "https://example.org/").follow().await;
    elsewhere.assert_status(302).assert_redirect("https://example.org/");
}

#[tokio::test]
#[should_panic(expected = "is redirected more than 10 times")]
async fn a_circle_of_redirects_ends() {
    let _ = app().get("/testing/again/1").query("url", "/testing/again/1?url=/testing/again/1?url=x").follow().await;
    let _ = app().get("/testing/again/99").follow().await;
}

#[tokio::test]
async fn events_and_lines_are_read_one_by_one() {
    let app = app();
    let mut events = app.get("/testing/events").stream().await;
    events.assert_status(200).assert_header("content-type", "text/event-stream");
    let first = events.next_event().await.expect("a first event");
    assert_eq!((first.event.as_str(), first.json::<u8>()), ("message", 1));
    let second = events.next_event().await.expect("a second event");
    let told = (second.event.as_str(), second.data.as_str(), second.id.as_deref());
    assert_eq!(told, ("pair", "a\nb", Some("7")));
    assert_eq!(events.next_event().await, None);

    let mut lines = app.get("/testing/lines").stream().await;
    assert_eq!(lines.next_json::<Note>().await.map(|note| note.id), Some(1));
    assert_eq!(lines.next_line().await.as_deref(), Some(r#"{"id":2,"text":"x"}"#));
    assert_eq!(lines.next_line().await, None);
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "nothing came within 5s")]
async fn a_stream_is_not_waited_for_for_ever() {
    let mut silence = app().get("/testing/silence").stream().await.within(Duration::from_secs(5));
    silence.next_bytes().await;
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "the body has no end after 60s; read it piece by piece, by `stream()`")]
async fn a_stream_without_end_is_not_read_whole() {
    let _ = app().get("/testing/silence").await;
}

#[tokio::test]
async fn a_problem_is_read_and_its_violations_are_found() {
    let app = app();
    let refused = app.post("/testing/note").json(&json!({ "text": "too long" })).await;
    refused.assert_status(422).assert_violation("/id", "required").assert_violation("/text", "length");
    let problem = refused.problem();
    assert_eq!((problem.status, problem.title.as_str()), (422, "Unprocessable Entity"));
    assert_eq!(problem.errors.len(), 2);
    assert_eq!(problem.instance.as_deref(), Some("/testing/note"));
    app.get("/testing/words").query("page", "x").await.assert_violation("page", "expected an integer");
    let said = said(&refused, |response| response.assert_violation("/id", "range"));
    assert!(said.starts_with("no violation of \"range\" at \"/id\""), "{said}");
}

#[tokio::test]
async fn a_failure_shows_request_response_and_log() {
    let response = app().get("/testing/failing").header("x-who", "me").await;
    let said = said(&response, |response| response.assert_status(200));
    for part in [
        "status is 500, expected 200\n\n  GET /testing/failing  (asked at ",
        "testing.rs:",
        "\n  x-who: me",
        "\n\n  500 Internal Server Error\n",
        "content-type: application/problem+json",
        "\"instance\":\"/testing/failing\"",
        "logged meanwhile:\n  INFO web::testing: about to fail step=3",
        "the disk is full",
    ] {
        assert!(said.contains(part), "no {part:?} in\n{said}");
    }
}

#[tokio::test]
async fn json_that_differs_is_told_by_pointers() {
    let response = app().post("/testing/note").json(&json!({ "id": 1, "text": "x" })).await;
    let said = said(&response, |response| response.assert_json(json!({ "id": 2, "text": "x", "more": [] })));
    assert!(said.starts_with("the body differs:\n  /id is 1, expected 2\n  /more is missing, expected []\n"), "{said}");
}

#[tokio::test]
async fn what_is_logged_can_be_asserted_also_where_a_handler_blocks() {
    let app = app();
    app.get("/testing/failing").await.assert_logged("the disk is full");
    app.get("/testing/blocking").await.assert_status(200).assert_logged("WARN web::testing: from another thread");
    assert_eq!(app.get("/testing/pool").await.logs(), "");
}

#[tokio::test]
async fn an_assertion_that_fails_blames_the_line_of_the_test() {
    thread_local!(static BLAMED: Cell<u32> = const { Cell::new(0) });
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().filter(|place| place.file().ends_with("testing.rs"));
        BLAMED.set(place.map_or(0, Location::line));
        before(panic);
    }));
    let response = app().get("/testing/pool").await;
    let expected = line!() + 1;
    let _said = said(&response, |response| response.assert_status(404));
    assert_eq!(BLAMED.get(), expected);
}

#[tokio::test]
async fn a_double_replaces_a_component_and_what_would_make_it() {
    let double = App::new().only::<Notes>().provide(Pool("real")).provide(Pool("double")).test();
    double.get("/testing/pool").await.assert_text("double");
    let connects = async |url: String| Err::<Pool, _>(format!("{url} cannot be reached"));
    let program = App::new().only::<Notes>().provide("the database".to_owned()).provide_with(connects);
    program.provide(Pool("double")).test().get("/testing/pool").await.assert_text("double");
}

#[tokio::test]
#[should_panic(expected = "needs a")]
async fn an_application_that_does_not_start_ends_the_test_with_its_report() {
    let _ = App::new().only::<Notes>().test().get("/testing/pool").await;
}

/// A message of the pipeline itself is an answer, too.
#[tokio::test]
async fn what_is_no_text_is_shown_by_its_length() {
    let response = app().post("/testing/raw").body(vec![0xff, 0xfe]).await;
    response.assert_status(400).assert_body_contains("UTF-8").assert_no_header("location");
    let said = said(&response, |response| response.assert_text("x"));
    assert!(said.contains("\n\n  (2 bytes)\n"), "{said}");
}
