//! What is too much, and which setting says so.

use framework::{App, TestApp, prelude::*};

#[derive(Bean)]
struct Order {
    a: Vec<u8>,
}

#[post_mapping("/limits/form")]
fn form(order: Order) -> usize {
    order.a.len()
}

#[post_mapping("/limits/field")]
fn field(#[form] a: Vec<u8>) -> usize {
    a.len()
}

#[post_mapping("/limits/anywhere")]
fn anywhere(#[auto] a: u8) -> u8 {
    a
}

#[post_mapping("/limits/raw")]
fn raw(#[body] text: &str) -> usize {
    text.len()
}

fn app() -> TestApp {
    App::new().module(module_path!()).set("http.form_fields", 3).test()
}

#[tokio::test]
async fn a_form_has_as_many_fields_as_the_setting_says_and_no_more() {
    let app = app();
    for (path, answer) in [("/limits/form", "3"), ("/limits/field", "3"), ("/limits/anywhere", "1")] {
        let send =
            |form: &'static str| app.post(path).header("content-type", "application/x-www-form-urlencoded").body(form);
        for most in ["a=1&a=2&a=3", "&&a=1&&a=2&a=3&&"] {
            send(most).await.assert_status(200).assert_text(answer);
        }
        let refused = send("a=1&a=2&a=3&a=4").await;
        let problem: serde_json::Value = refused.assert_status(413).json();
        assert_eq!(problem["detail"], "the form has more than 3 fields (setting `http.form_fields`)");
    }
}

#[tokio::test]
async fn a_raw_body_is_not_looked_into() {
    let form = "a&".repeat(1000);
    let answer = app().post("/limits/raw").header("content-type", "application/x-www-form-urlencoded").body(form).await;
    answer.assert_status(200).assert_text("2000");
}
