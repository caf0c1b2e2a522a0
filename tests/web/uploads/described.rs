//! What `/openapi.json` says about forms with files.

use framework::{
    Multipart, UploadedFile,
    prelude::*,
    serde_json::{Value, json},
};

#[post_mapping("/uploads/described/parts")]
fn parts(
    #[part] file: UploadedFile,
    more: Vec<UploadedFile>,
    #[part("other")] second: Option<UploadedFile>,
    #[part] name: String,
    #[part] tag: Vec<u8>,
    #[part(default = 7)] size: u16,
) {
    let _ = (file, more, second, name, tag, size);
}

#[post_mapping("/uploads/described/optional")]
fn optional(file: Option<UploadedFile>) {
    let _ = file;
}

#[post_mapping("/uploads/described/stream")]
fn streamed(form: Multipart) {
    let _ = form;
}

#[derive(Bean)]
struct Photo {
    title: String,
    photo: UploadedFile,
}

#[derive(Bean)]
struct Deep {
    a: Option<Vec<Deeper>>,
    again: Vec<Deep>,
}

#[derive(Bean)]
struct Deeper {
    b: std::collections::BTreeMap<String, Option<Deepest>>,
}

#[derive(Bean)]
struct Deepest {
    c: Option<Vec<Photo>>,
}

#[derive(Bean)]
struct Plain {
    format: String,
    again: Vec<Plain>,
}

#[post_mapping("/uploads/described/photo")]
fn photo(photo: Photo) {
    let _ = (photo.title, photo.photo);
}

#[post_mapping("/uploads/described/deep")]
fn deep(deep: Deep) {
    let (_, _) = (deep.a.map(|it| it.into_iter().map(|it| it.b.into_values().map(|it| it.map(|it| it.c)))), deep.again);
}

#[post_mapping("/uploads/described/plain")]
fn plain(plain: Plain) {
    let _ = (plain.format, plain.again);
}

async fn described(path: &str) -> Value {
    let answer = App::new().module(module_path!()).set("http.docs", "on").test().get("/openapi.json").await;
    answer.json::<Value>()["paths"][format!("/uploads/described/{path}")]["post"].clone()
}

#[tokio::test]
async fn parts_are_properties_of_one_form() {
    let operation = described("parts").await;
    let file = json!({ "type": "string", "format": "binary" });
    let octet = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    let form = json!({
        "type": "object",
        "properties": {
            "file": file,
            "more": { "type": "array", "items": file },
            "other": file,
            "name": { "type": "string" },
            "tag": { "type": "array", "items": octet },
            "size": { "type": "integer", "minimum": 0, "maximum": 65535, "default": 7 },
        },
        "required": ["file", "name"],
    });
    let body = json!({ "required": true, "content": { "multipart/form-data": { "schema": form } } });
    assert_eq!(operation["requestBody"], body);
    let statuses: Vec<_> = operation["responses"].as_object().expect("an object").keys().collect();
    assert_eq!(statuses, ["200", "400", "413", "415"]);
}

#[tokio::test]
async fn a_form_that_may_be_missing_is_not_required() {
    let body = described("optional").await["requestBody"].clone();
    let schema = &body["content"]["multipart/form-data"]["schema"];
    assert_eq!((body["required"].as_bool().unwrap_or(false), &schema["required"]), (false, &Value::Null));
}

#[tokio::test]
async fn a_bean_with_a_file_however_deep_comes_from_a_multipart_form_alone() {
    let cases = [
        ("photo", &["multipart/form-data"][..]),
        ("deep", &["multipart/form-data"]),
        ("stream", &["multipart/form-data"]),
        ("plain", &["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]),
    ];
    for (path, media_types) in cases {
        let operation = described(path).await;
        let content = operation["requestBody"]["content"].as_object().expect("an object");
        assert_eq!(content.keys().collect::<Vec<_>>(), media_types, "{path}");
        assert!(operation["responses"]["413"].is_object(), "{path}");
    }
}
