//! What is missing, and what is there and wrong, in options, lists and results.

use framework::{
    ParameterError,
    prelude::*,
    serde_json::{Value, json},
};

#[derive(Bean, Debug)]
struct Filter {
    least: u8,
    most: Option<u8>,
    tags: Option<Vec<u8>>,
}

#[get_mapping]
fn filter(filter: Option<Filter>) -> String {
    filter.map_or("none".to_owned(), |Filter { least, most, tags }| format!("{least} {most:?} {tags:?}"))
}

#[derive(Bean)]
struct Page {
    #[bean(default = 1)]
    number: u8,
    size: Option<u8>,
}

#[get_mapping]
fn page(page: Option<Page>) -> String {
    page.map_or("none".to_owned(), |Page { number, size }| format!("{number} {size:?}"))
}

#[derive(Bean)]
struct Listed {
    v: Vec<u8>,
}

#[get_mapping]
fn bean_of_list(listed: Listed) -> String {
    format!("{:?}", listed.v)
}

#[get_mapping]
fn list(v: Vec<u8>) -> String {
    format!("{v:?}")
}

#[get_mapping]
fn default_of_option(#[query(default = Some(3))] o: Option<u8>) -> String {
    format!("{o:?}")
}

fn shown<T: std::fmt::Debug>(result: Result<T, ParameterError>) -> String {
    result.map_or_else(|error| format!("error: {error}"), |value| format!("{value:?}"))
}

#[get_mapping]
fn default_of_result(#[query(default = Ok(3))] r: Result<u8, ParameterError>) -> String {
    shown(r)
}

#[get_mapping]
fn result(r: Result<u8, ParameterError>) -> String {
    shown(r)
}

#[get_mapping]
fn result_of_option(r: Result<Option<u8>, ParameterError>) -> String {
    shown(r)
}

#[get_mapping]
fn result_of_list(r: Result<Vec<u8>, ParameterError>) -> String {
    shown(r)
}

#[get_mapping]
fn option_of_result(r: Option<Result<u8, ParameterError>>) -> String {
    r.map_or("none".to_owned(), shown)
}

#[tokio::test]
async fn what_is_missing_is_what_its_type_or_its_default_says() {
    let app = App::new().module(module_path!()).test();
    let cases = [
        ("/filter", "none"),
        ("/filter?other=1", "none"),
        ("/filter?least=3", "3 None None"),
        ("/filter?least=3&most=9&tags=1&tags=2", "3 Some(9) Some([1, 2])"),
        ("/page", "none"),
        ("/page?other=1", "none"),
        ("/page?number=2", "2 None"),
        ("/page?size=2", "1 Some(2)"),
        ("/default_of_option", "Some(3)"),
        ("/default_of_option?o=4", "Some(4)"),
        ("/default_of_result", "3"),
        ("/default_of_result?r=4", "4"),
        ("/default_of_result?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
        ("/result", "error: query parameter `r` is missing"),
        ("/result?r=4", "4"),
        ("/result?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
        ("/result_of_option", "None"),
        ("/result_of_option?r=4", "Some(4)"),
        ("/result_of_option?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
        ("/result_of_list", "[]"),
        ("/result_of_list?r=1&r=2", "[1, 2]"),
        ("/option_of_result", "none"),
        ("/option_of_result?r=4", "4"),
        ("/option_of_result?r=x", "error: query parameter `r`: expected an integer (u8), got `x`"),
    ];
    let mut wrong = Vec::new();
    for (target, text) in cases {
        let answer = app.get(target).await;
        if answer.status() != 200 || answer.text() != text {
            wrong.push(format!("{target}: {} {}, expected {text}", answer.status(), answer.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_is_there_and_wrong_is_an_error_that_shows_the_wrong_one() {
    let app = App::new().module(module_path!()).test();
    let u8 = |text: &str| format!("expected an integer (u8), got `{text}`");
    let cases = [
        ("/filter?least=x", "least", u8("x")),
        ("/filter?most=9", "least", "is missing".to_owned()),
        ("/filter?least=1&tags=2&tags=300&tags=4", "tags", u8("300")),
        ("/page?number=x", "number", u8("x")),
        ("/list?v=1&v=300", "v", u8("300")),
        ("/bean_of_list?v=1&v=300", "v", u8("300")),
        ("/bean_of_list?w=x&v=1&w=y&v=2&v=300&v=4", "v", u8("300")),
        ("/default_of_option?o=x", "o", u8("x")),
    ];
    for (target, name, message) in cases {
        let problem: Value = app.get(target).await.assert_status(400).json();
        let expected = json!([{ "in": "query", "name": name, "message": message }]);
        assert_eq!(problem["errors"], expected, "{target}");
    }
}
