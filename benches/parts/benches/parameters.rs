//! What each kind of parameter costs, beside a handler that takes none.

use bench_parts::{get, post, service};
use criterion::{Criterion, criterion_group, criterion_main};
use framework::prelude::*;

#[get_mapping]
fn nothing() {}

#[get_mapping("/path/number/<id>")]
fn path_number(id: u64) {
    let _ = id;
}

#[get_mapping("/path/text/<name>")]
fn path_text(name: &str) {
    let _ = name;
}

#[get_mapping("/query/number")]
fn query_number(page: u32) {
    let _ = page;
}

#[get_mapping("/query/text")]
fn query_text(q: &str) {
    let _ = q;
}

#[get_mapping]
fn header(#[header] user_agent: &str) {
    let _ = user_agent;
}

#[get_mapping]
fn cookie(#[cookie] theme: &str) {
    let _ = theme;
}

#[post_mapping]
fn form(#[form] name: &str, #[form] age: u8) {
    let _ = (name, age);
}

#[derive(Bean)]
struct User {
    name: String,
    age: u8,
    mail: Option<String>,
}

#[post_mapping]
fn json(user: User) {
    let _ = user;
}

#[get_mapping("/query/bean")]
fn query_bean(user: User) {
    let _ = user;
}

#[post_mapping("/form/bean")]
fn form_bean(user: User) {
    let _ = user;
}

#[get_mapping]
async fn asynchronous() {}

fn parameters(criterion: &mut Criterion) {
    let mut service = service(App::new());
    let mut group = criterion.benchmark_group("parameters");
    let form = "application/x-www-form-urlencoded";
    let asked = [
        get("nothing", "/nothing"),
        get("nothing, asynchronous", "/asynchronous"),
        get("number of the path", "/path/number/123456"),
        get("text of the path", "/path/text/ada"),
        get("number of the query", "/query/number?page=12"),
        get("text of the query", "/query/text?q=hello"),
        get("text of the query, encoded", "/query/text?q=hello%20world"),
        get("header", "/header").header("user-agent", "curl/8.0"),
        get("cookie", "/cookie").header("cookie", "a=1; theme=dark"),
        post("two of a form", "/form", form, "name=Ada&age=36"),
        post("bean of JSON", "/json", "application/json", r#"{"name":"Ada","age":36,"mail":"ada@example.org"}"#),
        get("bean of the query", "/query/bean?name=Ada&age=36&mail=ada%40example.org"),
        post("bean of a form", "/form/bean", form, "name=Ada&age=36&mail=ada%40example.org"),
    ];
    for asked in asked {
        asked.measure(&mut group, &mut service);
    }
}

criterion_group!(benches, parameters);
criterion_main!(benches);
