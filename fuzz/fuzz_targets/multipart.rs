//! `cargo fuzz run multipart`: the first byte chooses a route, the second how the body arrives. After an `r` stands a
//! body as it is, of the boundary `b`; after any other byte stand parts, each after a byte that no text holds.
#![no_main]

use std::collections::BTreeMap;

use framework::{
    ParameterError, TestApp, TestRequest,
    prelude::*,
    serde_json::{Value, json},
};
use framework_fuzz::{
    asking::{Answer, Asked, Pieces, SECRET},
    beans::{Address, Colour, Keeps},
    naive, routes,
};
use libfuzzer_sys::fuzz_target;

routes! { Posted "/form" post_mapping }

/// All of a form, as it comes.
#[post_mapping]
async fn stream(mut form: Multipart) -> Result<Value, Invalid> {
    let mut parts = Vec::new();
    while let Some(part) = form.next_part().await? {
        let (name, file_name) = (part.name().to_owned(), part.file_name().map(str::to_owned));
        let (is_file, content_type) = (part.is_file(), part.content_type().map(str::to_owned));
        let bytes = part.bytes().await?;
        parts.push(json!([name, is_file, file_name, content_type, bytes.to_vec()]));
    }
    assert_eq!(form.names().len(), parts.len());
    Ok(parts.into())
}

/// Every other part, and a bit of it.
#[post_mapping]
async fn skipping(mut form: Multipart) -> Result<usize, Invalid> {
    while let Some(mut part) = form.next_part().await? {
        part.chunk().await?;
        form.next_part().await?;
    }
    Ok(form.names().len())
}

#[post_mapping]
#[allow(clippy::too_many_arguments)] // one of each
async fn parts(
    #[part] text: Option<&str>,
    #[part] tiny: Option<i8>,
    #[part] colour: Option<Colour>,
    #[part] words: Vec<String>,
    #[part("x-y z", default = 7)] renamed: u16,
    #[part] either: Result<u32, ParameterError>,
    file: Option<UploadedFile>,
    #[part] files: Vec<UploadedFile>,
) -> Result<Value, Invalid> {
    let either = either.map_err(|_| "wrong").map_or_else(Value::from, Value::from);
    let mut contents = Vec::new();
    for file in file.iter().chain(&files) {
        contents.push(told(file).await?);
    }
    Ok(json!([text, tiny, colour, words, renamed, either, file.is_some(), contents]))
}

/// A form of files.
#[derive(Bean, Debug)]
#[bean(input)]
struct Upload {
    #[bean(length(1..=8))]
    title: String,
    photo: Option<UploadedFile>,
    #[bean(default, length(..=3))]
    files: Vec<UploadedFile>,
    address: Option<Address>,
    #[bean(default)]
    albums: Vec<Album>,
    #[bean(default)]
    named: BTreeMap<String, UploadedFile>,
    #[serde(flatten)]
    kind: Option<Kind>,
}

#[derive(Bean, Debug)]
#[bean(input)]
struct Album {
    cover: UploadedFile,
    pages: Option<Vec<UploadedFile>>,
    inner: Option<Box<Album>>,
}

#[derive(Bean, Debug)]
#[bean(input)]
#[serde(tag = "kind")]
enum Kind {
    Scan { original: UploadedFile },
    Text { text: String },
}

#[post_mapping]
async fn upload(upload: Upload) -> Result<Value, Invalid> {
    let title = upload.title.chars().count();
    assert!((1..=8).contains(&title) && upload.files.len() <= 3 && upload.address.iter().all(Keeps::keeps));
    let covers = upload.albums.iter().map(|album| &album.cover);
    let pages = upload.albums.iter().flat_map(|album| album.pages.iter().flatten());
    let inner = upload.albums.iter().filter_map(|album| album.inner.as_ref()).map(|album| &album.cover);
    let original = match &upload.kind {
        Some(Kind::Scan { original }) => Some(original),
        Some(Kind::Text { text }) if text.len() > 1 << 20 => None,
        _ => None,
    };
    let all = upload.photo.iter().chain(&upload.files).chain(covers).chain(pages).chain(inner);
    let mut contents = Vec::new();
    for file in all.chain(upload.named.values()).chain(original) {
        contents.push(told(file).await?);
    }
    Ok(json!([upload.title, contents]))
}

#[post_mapping("/auto/<captured>")]
fn auto(#[auto] captured: &str, #[auto] text: Option<String>, #[auto] number: Vec<i16>) -> Value {
    json!([captured, text, number])
}

async fn told(file: &UploadedFile) -> Result<Value, Invalid> {
    let bytes = file.bytes().await?;
    assert_eq!(bytes.len() as u64, file.len());
    Ok(json!([file.file_name(), file.content_type(), bytes.to_vec()]))
}

const OTHERS: &[&str] = &["/stream", "/skipping", "/parts", "/upload", "/auto/x"];

const MOST_PARTS: usize = 12;
const LARGEST_TEXT: usize = 400;
const LARGEST_FILE: usize = 600;

thread_local! {
    static APP: Asked = Asked::new(
        App::new()
            .set("http.body_limit", LARGEST_TEXT)
            .set("http.multipart.part_limit", MOST_PARTS)
            .set("http.multipart.file_limit", LARGEST_FILE)
            .set("http.multipart.spill", 200),
    );
}

fuzz_target!(|input: &[u8]| {
    let [route, arrival, kind, rest @ ..] = input else { return };
    let paths = || OTHERS.iter().chain(Posted::PATHS);
    let path = *paths().nth(usize::from(route.wrapping_sub(b'A')) % paths().count()).expect("a path");
    APP.with(|app| {
        if *kind == b'r' && rest.is_empty() {
            // Where nothing arrives, it is known late that nothing does.
        } else if *kind == b'r' {
            let answer = app.ask(|app| raw(app, path, *arrival).body(rest.to_vec()));
            let pieces = Pieces::body(rest.to_vec(), sizes(*arrival));
            let again = app.ask(|app| raw(app, path, *arrival).body(pieces));
            same(path, &answer, &again);
        } else {
            composed(app, path, *arrival, rest);
        }
    });
});

/// How a form arrives changes nothing, unless parts of it are not asked for: then nobody sees how large they are.
fn same(path: &str, one: &Answer, other: &Answer) {
    let is_large = one.status() == 413 || other.status() == 413;
    assert!(one == other || path == "/skipping" && is_large, "{path}: {one:?} {other:?}");
}

/// Some of these name no boundary.
fn raw(app: &TestApp, path: &str, arrival: u8) -> TestRequest {
    let content_type = match arrival {
        b'0' => "multipart/form-data; boundary=\"b\"",
        b'1' => "multipart/form-data",
        b'2' => "Multipart/Form-Data;charset=utf-8; BOUNDARY=b",
        b'3' => "multipart/form-data; boundary=",
        b'4' => "multipart/mixed; boundary=b",
        b'5' => "multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x",
        b'6' => "multipart/form-data; boundary=b; boundary=c",
        _ => "multipart/form-data; boundary=b",
    };
    app.post(path).header("content-type", content_type)
}

/// How long the pieces are, one after the other.
fn sizes(arrival: u8) -> Vec<usize> {
    vec![usize::from(arrival >> 4), usize::from(arrival & 15), 64]
}

const BOUNDARY: &str = "----boundary";

/// A part of a form that is well-formed.
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Vec<u8>,
}

/// Parts that can be written down so that they mean the same to everybody.
fn parts_of(bytes: &[u8]) -> Option<Vec<Part>> {
    let plain = |text: &[u8]| {
        let text = std::str::from_utf8(text).ok()?;
        let is_plain = !text.chars().any(|letter| letter.is_control() || "\"\\%".contains(letter));
        is_plain.then(|| text.to_owned())
    };
    let end = format!("\r\n--{BOUNDARY}").into_bytes();
    let parts = bytes.split(|byte| *byte == 0xff).filter(|part| !part.is_empty()).map(|part| {
        let mut texts = part.splitn(4, |byte| *byte == 0xfe);
        let name = plain(texts.next()?)?;
        let file_name = texts.next().filter(|text| *text != b"-").map(|text| plain(text).ok_or(())).transpose().ok()?;
        let content_type = texts.next().filter(|text| *text != b"-").and_then(plain).filter(|text| {
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/+-.".contains(&byte)) && text.parse_media_type()
        });
        let content = texts.next().unwrap_or_default().to_vec();
        let is_in = [b"\r\n".as_slice(), &content].concat().windows(end.len()).any(|window| window == end);
        (!is_in).then_some(Part { name, file_name, content_type, content })
    });
    parts.collect()
}

trait MediaType {
    fn parse_media_type(&self) -> bool;
}

impl MediaType for String {
    /// Whether it is a type and a subtype, each of which begins with a letter.
    fn parse_media_type(&self) -> bool {
        let is_name = |name: &str| name.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        self.split_once('/').is_some_and(|(main, sub)| is_name(main) && is_name(sub) && !sub.contains('/'))
    }
}

fn written(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for Part { name, file_name, content_type, content } in parts {
        body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"").as_bytes());
        if let Some(file_name) = file_name {
            body.extend_from_slice(format!("; filename=\"{file_name}\"").as_bytes());
        }
        if let Some(content_type) = content_type {
            body.extend_from_slice(format!("\r\nContent-Type: {content_type}").as_bytes());
        }
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn composed(app: &Asked, path: &str, arrival: u8, bytes: &[u8]) {
    let Some(parts) = parts_of(bytes) else { return };
    let body = written(&parts);
    let request = |app: &TestApp, body: Body| {
        app.post(path).header("content-type", format!("multipart/form-data; boundary={BOUNDARY}")).body(body)
    };
    let answer = app.ask(|app| request(app, body.clone().into()));
    let again = app.ask(|app| request(app, Pieces::body(body, sizes(arrival))));
    same(path, &answer, &again);
    if !parts.iter().any(|part| part.name.contains(SECRET)) {
        answer.assert_secret();
    }
    let is_large =
        |part: &Part| part.content.len() > if part.file_name.is_some() { LARGEST_FILE } else { LARGEST_TEXT };
    let too_large = parts.len() > MOST_PARTS || parts.iter().any(is_large);
    match path {
        "/stream" if too_large => assert_eq!(answer.status(), 413, "{answer:?}"),
        "/stream" => answer.assert_is(Ok(parts.iter().map(told_of).collect())),
        "/skipping" => {}
        _ => whole(app, path, &parts, too_large, &answer),
    }
}

/// What `/stream` tells of a part.
fn told_of(part: &Part) -> Value {
    let Part { name, file_name, content_type, content } = part;
    json!([name, file_name.is_some(), file_name.as_deref().and_then(last_component), content_type, content])
}

fn last_component(path: &str) -> Option<&str> {
    let name = path.rsplit(['/', '\\', ':']).next().unwrap_or_default().trim();
    (!["", ".", ".."].contains(&name)).then_some(name)
}

/// Bytes of a part that stay in memory, beside those of a file.
fn kept(part: &Part) -> usize {
    let Part { name, file_name, content_type, content } = part;
    let file = file_name.as_deref().map(|file_name| last_component(file_name).map_or(0, str::len));
    name.len() + file.unwrap_or(content.len()) + content_type.as_ref().map_or(0, String::len)
}

/// A form that is read as a whole.
fn whole(app: &Asked, path: &str, parts: &[Part], too_large: bool, answer: &Answer) {
    let texts = || parts.iter().filter(|part| part.file_name.is_none());
    // Names are kept, too.
    let length: usize = parts.iter().map(kept).sum();
    let is_text = texts().all(|part| std::str::from_utf8(&part.content).is_ok());
    match (too_large || length > LARGEST_TEXT, is_text) {
        (true, true) => return assert_eq!(answer.status(), 413, "{answer:?}"),
        (false, false) => return assert_eq!(answer.status(), 400, "{answer:?}"),
        (true, false) => return assert!([400, 413].contains(&answer.status()), "{answer:?}"),
        (false, true) => {}
    }
    if texts().count() < parts.len() || parts.is_empty() || !path.starts_with("/form") {
        return;
    }
    // Without files, it says what a form says.
    let pairs: Vec<_> = texts().map(|part| (part.name.clone().into_bytes(), part.content.clone())).collect();
    let encoded = naive::encoded(&pairs);
    if encoded.len() <= LARGEST_TEXT {
        let form = |app: &TestApp| app.post(path).header("content-type", "application/x-www-form-urlencoded");
        let again = app.ask(|app| form(app).body(encoded));
        assert_eq!(*answer, again, "{path}");
    }
}
