//! Files and fields as arguments.

use framework::{
    ParameterError, TestApp, TestPart, UploadedFile,
    prelude::*,
    serde_json::{Value, json},
};

use super::{form, post, show, told};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[post_mapping("/uploads/part")]
async fn part(#[part] file: UploadedFile) -> String {
    show(&file).await
}

#[post_mapping("/uploads/plain")]
async fn plain(file: UploadedFile) -> String {
    show(&file).await
}

#[put_mapping("/uploads/renamed")]
async fn renamed(#[part("the file")] photo: UploadedFile) -> String {
    show(&photo).await
}

#[post_mapping("/uploads/optional")]
async fn optional(#[part] file: Option<UploadedFile>, second: Option<UploadedFile>) -> String {
    match (file, second) {
        (Some(file), None) => show(&file).await,
        (None, None) => "none".to_owned(),
        _ => "two".to_owned(),
    }
}

#[post_mapping("/uploads/list")]
async fn list(#[part] file: Vec<UploadedFile>, more: Vec<UploadedFile>) -> String {
    let mut shown = Vec::new();
    for file in file.iter().chain(&more) {
        shown.push(show(file).await);
    }
    shown.join(", ")
}

#[post_mapping("/uploads/lenient")]
fn lenient(#[part] file: Result<UploadedFile, ParameterError>, #[part] age: Result<u8, ParameterError>) -> String {
    format!("{:?} {:?}", file.map_err(|error| error.is_missing()).map(|_| ()), age.map_err(|error| error.is_missing()))
}

#[tokio::test]
async fn a_file_is_an_argument_of_its_name() {
    let app = app();
    let file = || TestPart::file("a.txt", "hello").content_type("text/plain");
    for path in ["/uploads/part", "/uploads/plain", "/uploads/optional", "/uploads/list"] {
        let answer = app.post(path).multipart(&[("other", "x".into()), ("file", file())]).await;
        answer.assert_status(200).assert_text("a.txt text/plain hello");
    }
    app.put("/uploads/renamed").multipart(&[("the file", file())]).await.assert_text("a.txt text/plain hello");
    let files = [("file", file()), ("more", TestPart::file("b", "")), ("file", TestPart::file("c", "x"))];
    let answer = app.post("/uploads/list").multipart(&files).await;
    answer.assert_text("a.txt text/plain hello, c application/octet-stream x, b application/octet-stream ");
    // Of several the first.
    let answer = app.post("/uploads/part").multipart(&[files[2].clone(), files[0].clone()]).await;
    answer.assert_text("c application/octet-stream x");
    // What says nothing about itself.
    let answer = post(&app, "/uploads/part", form(["name=\"file\"; filename=\"\"\r\n\r\nx"])).await;
    answer.assert_text("- - x");
}

#[tokio::test]
async fn an_input_that_was_left_empty_is_a_missing_file() {
    let app = app();
    for parts in [&[("file", TestPart::file("", ""))][..], &[("other", "x".into())], &[]] {
        for path in ["/uploads/part", "/uploads/plain"] {
            let answer = app.post(path).multipart(parts).await;
            assert_eq!(told(&answer), (400, "form parameter `file` is missing".to_owned()));
        }
        app.post("/uploads/optional").multipart(parts).await.assert_text("none");
        app.post("/uploads/list").multipart(parts).await.assert_text("");
        app.post("/uploads/lenient").multipart(parts).await.assert_text("Err(true) Err(true)");
    }
    // A file of no bytes has a name.
    let empty = [("file", TestPart::file("empty", ""))];
    app.post("/uploads/part").multipart(&empty).await.assert_text("empty application/octet-stream ");
    // No body at all.
    app.post("/uploads/part").await.assert_status(400);
    app.post("/uploads/optional").await.assert_text("none");
    app.post("/uploads/list").await.assert_text("");
}

#[post_mapping("/uploads/fields")]
fn fields(
    #[part] name: String,
    #[part("years")] age: u8,
    #[part] mail: Option<&str>,
    #[part] tag: Vec<String>,
    #[part(default = 7)] size: u16,
    #[part("c", default = "red")] colour: &str,
    #[auto] anywhere: Option<bool>,
) -> String {
    format!("{name} {age} {mail:?} {tag:?} {size} {colour} {anywhere:?}")
}

#[tokio::test]
async fn a_field_may_be_missing_repeated_renamed_or_have_a_default() {
    let app = app();
    let parts = [("name", "Ada & ß\r\n".into()), ("years", "36".into())];
    app.post("/uploads/fields").multipart(&parts).await.assert_text("Ada & ß\r\n 36 None [] 7 red None");
    let parts = [
        ("years", "1"),
        ("name", ""),
        ("name", "second"),
        ("mail", ""),
        ("tag", "x"),
        ("tag", "y"),
        ("size", "9"),
        ("c", "blue"),
        ("anywhere", "on"),
    ];
    let parts = parts.map(|(name, text)| (name, TestPart::text(text)));
    let answer = app.post("/uploads/fields?anywhere=off").multipart(&parts).await;
    answer.assert_text(r#" 1 Some("") ["x", "y"] 9 blue Some(true)"#);
    // Without a body the query string has it.
    app.post("/uploads/fields?anywhere=1").await.assert_status(400);
}

#[tokio::test]
async fn what_is_wrong_with_parts_is_reported_together_and_their_values_are_not_shown() {
    let parts = [("years", "s3cret".into()), ("size", "70000".into()), ("tag", TestPart::file("s3cret", "s3cret"))];
    let answer = app().post("/uploads/fields").multipart(&parts).await;
    assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
    let errors = json!([
        { "in": "form", "name": "name", "message": "is missing" },
        { "in": "form", "name": "years", "message": "expected an integer (u8)" },
        { "in": "form", "name": "tag", "message": "expected text, found a file" },
        { "in": "form", "name": "size", "message": "expected an integer (u16)" },
    ]);
    assert_eq!(answer.json::<Value>()["errors"], errors);
}

#[tokio::test]
async fn a_file_is_no_text_and_a_text_is_no_file() {
    let app = app();
    for path in ["/uploads/part", "/uploads/plain", "/uploads/optional", "/uploads/list"] {
        let answer = app.post(path).multipart(&[("file", "hello".into())]).await;
        assert_eq!(told(&answer), (400, "form parameter `file`: expected a file, found text".to_owned()), "{path}");
    }
    let mixed = [("file", TestPart::file("a", "x")), ("file", "x".into())];
    app.post("/uploads/list").multipart(&mixed).await.assert_status(400);
    // A file that holds a number is none, nor does it go unnoticed.
    for name in ["name", "years", "mail", "tag", "size", "c"] {
        let mut parts = vec![(name, TestPart::file("a", "1"))];
        parts.extend([("name", "x".into()), ("years", "1".into())].into_iter().filter(|(other, _)| *other != name));
        let answer = app.post("/uploads/fields").multipart(&parts).await;
        let detail = format!("form parameter `{name}`: expected text, found a file");
        assert_eq!(told(&answer), (400, detail));
    }
    let parts = [("file", "x".into()), ("age", TestPart::file("a", "1"))];
    app.post("/uploads/lenient").multipart(&parts).await.assert_text("Err(false) Err(false)");
    // `#[auto]` looks on.
    let parts = [("name", "x".into()), ("years", "1".into()), ("anywhere", TestPart::file("a", "on"))];
    let answer = app.post("/uploads/fields?anywhere=off").multipart(&parts).await;
    answer.assert_text("x 1 None [] 7 red Some(false)");
}

#[tokio::test]
async fn another_media_type_is_a_415_that_says_what_is_taken() {
    let app = app();
    for path in ["/uploads/part", "/uploads/plain", "/uploads/fields", "/uploads/optional"] {
        for media_type in ["application/json", "application/x-www-form-urlencoded", "multipart/mixed; boundary=B", ""] {
            let answer = app.post(path).header("content-type", media_type).body("{}").await;
            answer.assert_status(415).assert_header("accept", "multipart/form-data");
        }
        app.post(path).body("--B--").await.assert_status(415);
    }
}
