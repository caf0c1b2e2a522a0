//! Beans of query strings.

use framework::{
    TestApp,
    prelude::*,
    serde_json::{Value, json},
};

use super::Colour;

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean)]
struct Search {
    word: String,
    #[bean(default = 10)]
    size: u16,
    exact: Option<bool>,
    #[serde(default)]
    tags: Vec<String>,
    colour: Option<Colour>,
}

#[get_mapping("/search/<area>")]
fn search(area: u8, search: Search, page: Option<u32>) -> Value {
    json!([area, search, page])
}

#[tokio::test]
async fn a_bean_is_read_from_the_query_string_on_get() {
    let app = app();
    let answer = app.get("/search/1?word=a+%C3%9F&tags=x&tags=y&page=2&exact=true&colour=the%20blue&more=1").await;
    let text = r#"[1,{"word":"a ß","size":10,"exact":true,"tags":["x","y"],"colour":"the blue"},2]"#;
    answer.assert_status(200).assert_json(framework::serde_json::from_str(text).expect("JSON"));
    let answer = app.get("/search/1?word=&size=65535").await;
    answer.assert_json(json!([1, { "word": "", "size": 65535, "exact": null, "tags": [], "colour": null }, null]));
    for target in ["/search/1", "/search/1?size=3", "/search/1?word=a&size=65536", "/search/1?word=a&exact=maybe"] {
        let status = app.get(target).await.status().code();
        assert!([400, 422].contains(&status), "{target}: {status}");
    }
}

#[tokio::test]
async fn every_violation_of_a_bean_in_the_query_string_is_named() {
    let answer = app().get("/search/1?size=65536&exact=maybe&page=x").await;
    for name in ["word", "size", "exact", "page"] {
        assert!(answer.text().contains(name), "{name}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_refused_value_in_the_query_string_of_a_bean_is_escaped_and_cut_at_64_characters() {
    let answer = app().get(&format!("/search/1?word=a&colour=%E2%80%AE{}", "x".repeat(100))).await;
    let text = answer.text();
    assert!([400, 422].contains(&answer.status().code()));
    assert!(!text.contains(&"x".repeat(64)) && !text.contains('\u{202e}'), "{text}");
}

#[tokio::test]
async fn a_switch_in_the_query_string_of_a_bean_is_read_as_any_other_switch() {
    let app = app();
    for (text, exact) in [("true", true), ("1", true), ("on", true), ("false", false), ("0", false), ("off", false)] {
        let answer = app.get(&format!("/search/1?word=a&exact={text}")).await;
        assert_eq!(answer.assert_status(200).json::<Value>()[1]["exact"], exact, "{text}");
    }
}

#[derive(Bean)]
struct Both(u8, String);

#[request_mapping("/beans/query/both", methods("GET", "POST"))]
fn both(both: Option<Both>) -> Option<Both> {
    both
}

#[tokio::test]
async fn the_whole_of_a_query_string_may_be_a_struct_without_names() {
    let app = app();
    app.get("/beans/query/both?0=7&1=x").await.assert_status(200).assert_json(json!([7, "x"]));
    let form = app.post("/beans/query/both").form(&[("0", "7"), ("1", "x")]).await;
    form.assert_status(200).assert_json(json!([7, "x"]));
    app.get("/beans/query/both?other=1").await.assert_status(404);
    app.get("/beans/query/both?1=x").await.assert_status(400).assert_body_contains("0");
    app.get("/beans/query/both?0=x&1=x").await.assert_status(400).assert_body_contains("expected an integer");
}
