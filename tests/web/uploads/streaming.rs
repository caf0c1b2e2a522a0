//! A form as it arrives, part by part.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use framework::{Multipart, State, TestApp, TestPart, UploadedFile, prelude::*};

use super::{bytewise, form, frames, post, told};
use crate::socket::Folder;

fn app() -> TestApp {
    App::new().module(module_path!()).provide(Taken::default()).test()
}

/// Everything that can be said of each part.
#[post_mapping("/uploads/stream")]
async fn parts(mut form: Multipart) -> Result<String, Invalid> {
    let mut shown = String::new();
    while let Some(part) = form.next_part().await? {
        let told = format!("{} {} {:?} {:?}", part.name(), part.is_file(), part.file_name(), part.content_type());
        shown += &format!("{told} {}; ", String::from_utf8_lossy(&part.bytes().await?));
    }
    Ok(shown + &form.names().join(","))
}

#[tokio::test]
async fn parts_come_in_their_order_with_all_that_is_said_of_them() {
    let parts = [
        ("b", TestPart::text("1")),
        ("a", TestPart::file("../x.png", "2").content_type("image/png")),
        ("b", TestPart::file("", "")),
        ("", TestPart::text("")),
    ];
    let expected = "b false None None 1; a true Some(\"x.png\") Some(\"image/png\") 2; \
                    b true None Some(\"application/octet-stream\") ;  false None None ; b,a,b,";
    app().post("/uploads/stream").multipart(&parts).await.assert_status(200).assert_text(expected);
    app().post("/uploads/stream").multipart(&[]).await.assert_status(200).assert_text("");
}

#[tokio::test]
async fn what_is_quoted_is_no_parameter() {
    let cases = [
        ("name=\"my filename\"; filename=\"f\"", "my filename true Some(\"f\") None x; my filename"),
        ("name=\"; filename=f\"", "; filename=f false None None x; ; filename=f"),
        ("filename=\"; name=f\"; name=\"a\"", "a true Some(\"; name=f\") None x; a"),
        ("filename*=UTF-8''g; filename=f; name=a", "a true Some(\"f\") None x; a"),
    ];
    for (disposition, expected) in cases {
        let body = form([&*format!("{disposition}\r\n\r\nx")]);
        post(&app(), "/uploads/stream", body).await.assert_text(expected);
    }
}

#[tokio::test]
async fn how_the_bytes_are_framed_makes_no_difference() {
    let app = app();
    let body = form([
        "name=\"a\"\r\n\r\n-\r\n--\r\n--A\r\n\r\n",
        "name=\"b\"; filename=\"f\"\r\nContent-Type: text/plain\r\n\r\n\r\n\r",
        "name=\"c\"\r\n\r\n",
    ]);
    let whole = post(&app, "/uploads/stream", body.clone()).await;
    whole.assert_status(200);
    assert!(whole.text().ends_with("; c false None None ; a,b,c"), "{}", whole.text());
    post(&app, "/uploads/stream", bytewise(body.clone())).await.assert_text(whole.text());
    for at in 1..body.len() {
        let (first, second) = body.split_at(at);
        let halves = frames([first.to_owned(), String::new(), second.to_owned()]);
        post(&app, "/uploads/stream", halves).await.assert_text(whole.text());
    }
}

/// What is left of a part when the next one is asked for is passed over.
#[post_mapping("/uploads/stream/unread")]
async fn unread(mut form: Multipart) -> Result<String, Invalid> {
    let mut first = Vec::new();
    while let Some(mut part) = form.next_part().await? {
        if let Some(chunk) = part.chunk().await? {
            first.push(format!("{}:{}", chunk.first().map_or('-', |byte| char::from(*byte)), chunk.len()));
        }
        let _unread = form.next_part().await?;
    }
    // The end stays the end.
    assert!(form.next_part().await?.is_none());
    Ok(format!("{} {}", first.join(","), form.names().join(",")))
}

#[tokio::test]
async fn a_part_may_be_left_unread() {
    let app = app();
    let content = "x".repeat(100_000);
    let names = ["a", "b", "c"].map(|name| format!("name=\"{name}\"; filename=\"f\"\r\n\r\n{content}"));
    let body = form(names.iter().map(String::as_str));
    let pieces: Vec<_> = body.as_bytes().chunks(1000).map(<[u8]>::to_vec).collect();
    let answer = post(&app, "/uploads/stream/unread", frames(pieces)).await;
    // A chunk is what has come of it, and no more.
    let text = answer.assert_status(200).text();
    let (first, names) = text.split_once(' ').expect("both");
    assert_eq!(names, "a,b,c");
    let lengths: Vec<usize> = first.split(',').map(|it| it[2..].parse().expect("a length")).collect();
    assert!(lengths.iter().all(|length| (1..=1000).contains(length)), "{first}");
}

/// How many frames were taken when a part came.
#[post_mapping("/uploads/stream/taken")]
async fn taken(mut form: Multipart, State(taken): State<Taken>) -> Result<String, Invalid> {
    let mut counts = Vec::new();
    while let Some(part) = form.next_part().await? {
        let length = part.bytes().await?.len();
        counts.push(format!("{length} after {}", taken.load(Ordering::Relaxed)));
    }
    Ok(counts.join(", "))
}

type Taken = Arc<AtomicUsize>;

#[tokio::test]
async fn no_more_is_taken_of_a_body_than_its_parts_are_asked_for() {
    let count = Taken::default();
    let small = "name=\"small\"; filename=\"f\"\r\n\r\nx";
    let body = form(std::iter::repeat_n(small, 100).chain(["name=\"large\"; filename=\"f\"\r\n\r\n"]));
    let end = body.rfind("\r\n--B--").expect("an end");
    let large = std::iter::repeat_n("y".repeat(1000), 200);
    let pieces: Vec<_> = std::iter::once(body[..end].to_owned()).chain(large).chain([body[end..].to_owned()]).collect();
    let counted = Arc::clone(&count);
    let body = frames(pieces.into_iter().inspect(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
    }));
    let app = App::new().module(module_path!()).provide(count).test();
    let answer = post(&app, "/uploads/stream/taken", body).await;
    let counts: Vec<_> = answer.assert_status(200).text().split(", ").collect();
    // Of the last piece a few bytes are held back, which might be a boundary.
    assert!(counts[..99].iter().all(|count| *count == "1 after 1"), "{counts:?}");
    assert_eq!(counts[100], "200000 after 202");
}

#[post_mapping("/uploads/stream/text")]
async fn text(mut form: Multipart) -> Result<Option<String>, Invalid> {
    match form.next_part().await? {
        Some(part) => part.text().await.map(Some),
        None => Ok(None),
    }
}

#[tokio::test]
async fn a_part_that_is_no_text_is_a_400_that_names_it() {
    let app = app();
    app.post("/uploads/stream/text").multipart(&[("a\"", "é".into())]).await.assert_text("é");
    let answer = app.post("/uploads/stream/text").multipart(&[("a", TestPart::file("f", &b"\xFF"[..]))]).await;
    assert_eq!(told(&answer), (400, "part `a` of the form: expected UTF-8".to_owned()));
}

#[post_mapping("/uploads/stream/save")]
async fn save(mut form: Multipart, #[query] path: String) -> Result<u64, Invalid> {
    let mut written = 0;
    while let Some(part) = form.next_part().await? {
        written = part.save(&path).await?;
    }
    Ok(written)
}

#[tokio::test]
async fn a_part_is_saved_as_it_arrives_and_replaces_what_was_there() {
    let folder = Folder::new();
    let app = app();
    let path = format!("/uploads/stream/save?path={}", folder.text("saved"));
    let content = "0123456789".repeat(20_000);
    let parts = [("a", TestPart::file("f", content.clone())), ("b", TestPart::file("f", content[5..].to_owned()))];
    app.post(&path).multipart(&parts).await.assert_status(200).assert_text("199995");
    assert_eq!(std::fs::read_to_string(folder.path("saved")).expect("a file"), content[5..]);
    let nowhere = format!("/uploads/stream/save?path={}", folder.text("no/such/folder"));
    app.post(&nowhere).multipart(&parts).await.assert_status(500);
}

#[post_mapping("/uploads/stream/optional")]
fn optional(form: Option<Multipart>) -> bool {
    form.is_some()
}

#[tokio::test]
async fn no_body_is_a_missing_form_and_another_body_a_415() {
    let app = app();
    let answer = app.post("/uploads/stream").await;
    assert_eq!(told(&answer), (400, "form parameter `form` is missing".to_owned()));
    app.post("/uploads/stream/optional").await.assert_text("false");
    app.post("/uploads/stream/optional").multipart(&[]).await.assert_text("true");
    let answer = app.post("/uploads/stream").form(&[("a", "b")]).await;
    answer.assert_status(415).assert_header("accept", "multipart/form-data");
}

#[post_mapping("/uploads/stream/declined")]
fn declined(#[part] file: Vec<UploadedFile>) -> Invalid {
    let _file = file;
    Invalid::declined()
}

#[tokio::test]
async fn a_form_that_was_read_is_not_there_for_the_fallback() {
    let told = |request: http::Request<Body>| async move {
        let length = request.into_body().read(1000).await.expect("it can be read").len();
        Ok::<_, std::convert::Infallible>(http::Response::new(Body::from(format!("{length} bytes"))))
    };
    let app = App::new().module(module_path!()).provide(Taken::default()).fallback(tower::service_fn(told)).test();
    let file = [("file", TestPart::file("f", "hello"))];
    app.post("/uploads/stream/declined").multipart(&file).await.assert_status(200).assert_text("0 bytes");
}
