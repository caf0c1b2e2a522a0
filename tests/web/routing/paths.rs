//! Paths segment by segment: decoding, slashes, dots, what is no path.

use framework::prelude::*;

use super::check;

#[get_mapping("/", "/all", "other/<id>")]
async fn several(head: &RequestHead, id: Option<u8>) -> String {
    format!("{} {id:?}", head.path())
}

#[get_mapping]
fn its_own_name() -> &'static str {
    "name"
}

#[get_mapping]
fn r#match() -> &'static str {
    "raw name"
}

#[get_mapping("产品/<名>")]
fn utf8(名: &str) -> &'static str {
    if 名 == "ß" { "ß" } else { "other" }
}

#[get_mapping("/enc%6Fded/a%2Fb")]
fn encoded() -> &'static str {
    "encoded"
}

#[get_mapping("/slash/<x>/y")]
fn slash(x: &str) -> String {
    x.to_owned()
}

#[get_mapping("/file/<name||[a-z]+\\.json>")]
fn file(name: &str) -> String {
    name.to_owned()
}

#[get_mapping("/ignored/<>/<|int>/<*>")]
fn ignored() -> &'static str {
    "ignored"
}

#[allow(clippy::too_many_arguments)] // more captures than are kept in place
#[get_mapping("/many/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>")]
fn many(head: &RequestHead, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: &str) -> String {
    format!("{} {h} {}", [a, b, c, d, e, f, g].map(|n| n.to_string()).concat(), head.captures().count())
}

#[tokio::test]
async fn a_path_is_matched_segment_by_segment_after_decoding_once() {
    let cases = [
        ("GET", "/", 200, "/ None"),
        ("GET", "/all", 200, "/all None"),
        ("GET", "/other/7", 200, "/other/7 Some(7)"),
        ("GET", "/other/x", 400, ""),
        ("GET", "/its_own_name", 200, "name"),
        ("GET", "/match", 200, "raw name"),
        ("GET", "/%E4%BA%A7%E5%93%81/%C3%9F", 200, "ß"),
        ("GET", "/encoded/a%2Fb", 200, "encoded"),
        ("GET", "/encoded/a%2fb", 200, "encoded"),
        ("GET", "/encoded/a/b", 404, ""),
        ("GET", "/slash/a%2Fb/y", 200, "a/b"),
        ("GET", "/slash/a/b/y", 404, ""),
        ("GET", "/slash%2Fa/y", 404, ""),
        ("GET", "/slash/%2541/y", 200, "%41"),
        ("GET", "/file/a.json", 200, "a.json"),
        ("GET", "/file/a.jsonx", 404, ""),
        ("GET", "/file/1a.json", 404, ""),
        ("GET", "/ignored/a/1/x", 200, "ignored"),
        ("GET", "/ignored/a/1/x/y", 200, "ignored"),
        ("GET", "/ignored/a/b/x", 404, ""),
        ("GET", "/ignored/a/1", 404, ""),
        ("GET", "/many/1/2/3/4/5/6/7/%E4%BA%A7", 200, "1234567 产 8"),
        ("GET", "/many/1/2/3/4/5/6/7/8", 200, "1234567 8 8"),
        ("GET", "/all?x=/y", 200, "/all None"),
    ];
    check(&App::new().module(module_path!()).test(), &cases).await;
}

#[tokio::test]
async fn a_trailing_slash_empty_and_dot_segments_match_nothing() {
    let app = App::new().module(module_path!()).test();
    let targets = [
        "/all/",
        "//all",
        "//",
        "/all//",
        "/./all",
        "/x/../all",
        "/%2E/all",
        "/all/%2e%2e",
        "/slash/./y",
        "/slash/%2e%2E/y",
        "/slash//y",
        "/ignored/a/1/x/",
        "/ignored/a/1/../x",
        "/ignored/a/1//x",
        "/its_own_name/",
    ];
    for target in targets {
        app.get(target).await.assert_status(404);
    }
}

#[tokio::test]
async fn bad_percent_encoding_is_a_400_wherever_it_stands() {
    let app = App::new().module(module_path!()).test();
    for target in
        ["/%", "/all/%", "/%zz", "/slash/%4/y", "/slash/%FF/y", "/slash/%C3%28/y", "/nowhere/%ED%A0%80", "/slash/a%/y"]
    {
        let answer = app.get(target).await;
        answer.assert_status(400).assert_header("content-type", "application/problem+json");
    }
    // The query string is another matter.
    app.get("/all?x=%").await.assert_status(200);
}
