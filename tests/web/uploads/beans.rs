//! Beans of multipart forms, with files and without.

use framework::{
    ParameterError, TestApp, TestPart, UploadedFile, Violation,
    prelude::*,
    serde_json::{Value, json},
};

use super::{show, told};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean)]
struct Album {
    title: String,
    #[bean(custom = no_program)]
    cover: UploadedFile,
    back: Option<UploadedFile>,
    #[bean(default, length(..=3))]
    more: Vec<UploadedFile>,
    #[bean(default)]
    items: Vec<Item>,
}

#[derive(Bean)]
struct Item {
    title: String,
    photo: UploadedFile,
}

fn no_program(file: &UploadedFile) -> Result<(), Violation> {
    match file.file_name() {
        Some(name) if name.ends_with(".exe") => Err(Violation::new("", "must be no program")),
        _ => Ok(()),
    }
}

#[post_mapping("/uploads/album")]
async fn album(album: Album) -> String {
    let mut shown = vec![album.title, show(&album.cover).await];
    let items = album.items.iter().map(|item| &item.photo);
    for file in album.back.iter().chain(&album.more).chain(items) {
        shown.push(show(file).await);
    }
    shown.extend(album.items.iter().map(|item| item.title.clone()));
    shown.join(", ").replace(" application/octet-stream", "")
}

fn file(name: &str) -> TestPart {
    TestPart::file(name, format!("[{name}]"))
}

#[tokio::test]
async fn files_are_members_of_a_bean_in_options_and_lists_and_inside_others() {
    let app = app();
    let answer = app.post("/uploads/album").multipart(&[("title", "T".into()), ("cover", file("c"))]).await;
    answer.assert_status(200).assert_text("T, c [c]");
    let parts = [
        ("items[1].photo", file("i1")),
        ("items[1].title", "one".into()),
        ("more", file("m0")),
        ("back", file("b")),
        ("items[0][title]", "zero".into()),
        ("items[0][photo]", file("i0")),
        ("title", "T".into()),
        ("more[]", file("m1")),
        ("cover", file("c")),
    ];
    let answer = app.post("/uploads/album").multipart(&parts).await;
    answer.assert_status(200).assert_text("T, c [c], b [b], m0 [m0], m1 [m1], i0 [i0], i1 [i1], zero, one");
    // What a page sends for inputs that were left empty.
    let empty = TestPart::file("", "");
    let parts = [("title", "T".into()), ("cover", file("c")), ("back", empty.clone()), ("more", empty)];
    app.post("/uploads/album").multipart(&parts).await.assert_text("T, c [c]");
}

#[tokio::test]
async fn what_is_wrong_with_such_a_bean_is_a_422_that_names_each_part() {
    let parts = [
        ("title", file("t")),
        ("cover", "x".into()),
        ("back", "{\"$file\":0}".into()),
        ("more", file("m")),
        ("more", "x".into()),
        ("items[4].photo.$file", "0".into()),
    ];
    let answer = app().post("/uploads/album").multipart(&parts).await;
    let errors = answer.assert_status(422).json::<Value>()["errors"].clone();
    let wrong = |name: &str, pointer: &str, rule: &str, message: &str| json!({ "in": "form", "name": name, "pointer": pointer, "rule": rule, "message": message });
    let expected = json!([
        wrong("title", "/title", "type", "expected text, found a file"),
        wrong("cover", "/cover", "type", "expected a file, found text"),
        wrong("back", "/back", "type", "expected a file, found text"),
        wrong("more", "/more/1", "type", "expected a file, found text"),
        wrong("items[4].title", "/items/0/title", "required", "is missing"),
        wrong("items[4].photo", "/items/0/photo", "required", "is missing"),
    ]);
    assert_eq!(errors, expected);
}

#[tokio::test]
async fn a_rule_sees_the_file() {
    let answer = app().post("/uploads/album").multipart(&[("title", "T".into()), ("cover", file("a.exe"))]).await;
    assert_eq!(told(&answer), (422, "form parameter `cover`: must be no program".to_owned()));
    // Also where the bean as a whole cannot be read.
    let mut parts = vec![("cover", file("a.exe"))];
    parts.extend((0..4).map(|_| ("more", file("m"))));
    let answer = app().post("/uploads/album").multipart(&parts).await;
    let detail = "form parameter `title` is missing; form parameter `cover`: must be no program; \
                  form parameter `more`: must have at most 3 elements";
    assert_eq!(told(&answer), (422, detail.to_owned()));
}

#[tokio::test]
async fn json_and_plain_forms_bring_no_files() {
    let app = app();
    let unsupported = (415, "the body's Content-Type is not supported; send `multipart/form-data`".to_owned());
    for file in [json!({ "$file": 0 }), json!("x"), json!(0), json!({ "$file": 0, "x": 1 }), json!(["$file", 0])] {
        let answer = app.post("/uploads/album").json(&json!({ "title": "T", "cover": file })).await;
        assert_eq!(told(&answer), unsupported);
        answer.assert_header("accept", "multipart/form-data");
    }
    let answer = app.post("/uploads/album").form(&[("title", "T"), ("cover", "{\"$file\":0}")]).await;
    assert_eq!(told(&answer), unsupported);
    // Whatever else is wrong, and also where the files are deeper.
    for body in [json!({}), json!([]), json!(null), json!({ "album": { "title": 7 } })] {
        assert_eq!(told(&app.post("/uploads/album").json(&body).await), unsupported);
        assert_eq!(told(&app.post("/uploads/nested?n=x").json(&body).await), unsupported);
        assert_eq!(told(&app.post("/uploads/asked").json(&body).await), unsupported);
    }
    // Nothing of it is read: not even that it is too large.
    let large = app.post("/uploads/album").header("content-type", "application/json").body("x".repeat(3 << 20));
    assert_eq!(told(&large.await), unsupported);
    let answer = app.post("/uploads/album").body("x").await;
    let detail = "the body has no Content-Type; send `multipart/form-data`";
    assert_eq!(told(answer.assert_header("accept", "multipart/form-data")), (415, detail.to_owned()));
    // An empty body is of no type.
    assert_eq!(told(&app.post("/uploads/album").await), (400, "body is missing".to_owned()));
    // Nor do they after a form whose files were just read on the same thread.
    app.post("/uploads/album").multipart(&[("title", "T".into()), ("cover", file("c"))]).await.assert_status(200);
    app.post("/uploads/album").json(&json!({ "title": "T", "cover": { "$file": 0 } })).await.assert_status(415);
}

#[derive(Bean)]
struct Nested {
    #[bean(default)]
    title: String,
    album: Album,
}

#[post_mapping("/uploads/nested")]
fn nested(nested: Nested, n: u8) -> String {
    format!("{n} {} {}", nested.title, nested.album.title)
}

#[post_mapping("/uploads/asked")]
fn asked(album: Result<Album, ParameterError>) -> String {
    album.map_or_else(|error| format!("{} {error}", error.status().code()), |album| album.title)
}

#[derive(Bean)]
struct Profile {
    name: String,
    picture: Option<UploadedFile>,
    #[bean(default)]
    more: Vec<Item>,
}

#[post_mapping("/uploads/profile")]
fn profile(profile: Profile) -> String {
    format!("{} {} {}", profile.name, profile.picture.is_some(), profile.more.len())
}

#[tokio::test]
async fn where_no_file_is_required_json_and_forms_are_read() {
    let app = app();
    app.post("/uploads/profile").json(&json!({ "name": "Ada" })).await.assert_text("Ada false 0");
    app.post("/uploads/profile").form(&[("name", "Ada")]).await.assert_text("Ada false 0");
    let answer = app.post("/uploads/profile").json(&json!({ "picture": "x" })).await;
    let detail = "body: /name is missing; /picture expected a file, found text";
    assert_eq!(told(&answer), (422, detail.to_owned()));
    let answer = app.post("/uploads/profile").json(&json!({ "name": "Ada", "more": [{ "title": "a" }] })).await;
    assert_eq!(told(&answer), (422, "body: /more/0/photo is missing".to_owned()));
}

#[derive(Bean)]
struct Note {
    title: String,
    #[bean(default)]
    tags: Vec<String>,
    pinned: bool,
    anything: Option<Value>,
    by: Option<By>,
}

#[derive(Bean)]
struct By {
    id: u32,
}

#[post_mapping("/uploads/note")]
fn note(note: Note) -> Note {
    note
}

#[tokio::test]
async fn a_bean_without_files_is_the_same_from_json_a_form_and_a_multipart_form() {
    let app = app();
    let json = json!({ "title": "T", "tags": ["a", "b"], "pinned": true, "anything": "x", "by": { "id": 7 } });
    let fields = [("title", "T"), ("tags", "a"), ("tags", "b"), ("pinned", "on"), ("anything", "x"), ("by.id", "7")];
    let parts = fields.map(|(name, text)| (name, TestPart::text(text)));
    app.post("/uploads/note").json(&json).await.assert_json(json.clone());
    app.post("/uploads/note").form(&fields).await.assert_json(json.clone());
    app.post("/uploads/note").multipart(&parts).await.assert_json(json);
}

#[tokio::test]
async fn a_file_is_no_number_no_switch_no_text_and_no_value() {
    let app = app();
    let parts = |name: &'static str, part: TestPart| {
        let all = [("title", "T".into()), ("pinned", "on".into()), ("by.id", "7".into())];
        all.into_iter().filter(move |(other, _)| *other != name).chain([(name, part)]).collect::<Vec<_>>()
    };
    for (name, expected) in [("title", "text"), ("pinned", "true or false"), ("by.id", "an integer (u32)")] {
        let answer = app.post("/uploads/note").multipart(&parts(name, TestPart::file("f", "1"))).await;
        let detail = format!("form parameter `{name}`: expected {expected}, found a file");
        assert_eq!(told(&answer), (422, detail));
        // Of a file and a text the first counts.
        let mut both = vec![(name, TestPart::file("f", "1"))];
        both.extend(parts(name, "1".into()));
        app.post("/uploads/note").multipart(&both).await.assert_status(422);
    }
    let answer = app.post("/uploads/note").multipart(&parts("anything", TestPart::file("f", "1"))).await;
    assert_eq!(answer.assert_status(200).json::<Value>()["anything"], Value::Null);
}
