//! What a handler can do with a file.

use std::sync::{Arc, Mutex};

use framework::{State, TestApp, TestPart, UploadedFile, prelude::*, tokio::io::AsyncReadExt};

use super::show;
use crate::socket::Folder;

type Kept = Arc<Mutex<Vec<UploadedFile>>>;

fn app(kept: &Kept) -> TestApp {
    App::new().module(module_path!()).set("http.multipart.spill", 10).provide(Arc::clone(kept)).test()
}

#[post_mapping("/uploads/files/keep")]
fn keep(files: Vec<UploadedFile>, State(kept): State<Kept>) -> String {
    let mut kept = kept.lock().expect("nobody has panicked");
    kept.extend(files.iter().cloned());
    format!("{files:?}")
}

async fn kept(parts: &[(&str, TestPart)]) -> Vec<UploadedFile> {
    let kept = Kept::default();
    app(&kept).post("/uploads/files/keep").multipart(parts).await.assert_status(200);
    let mut kept = kept.lock().expect("nobody has panicked");
    std::mem::take(&mut *kept)
}

#[tokio::test]
async fn the_name_of_a_file_is_a_name_and_no_path() {
    let cases = [
        ("photo.jpg", "photo.jpg"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\x", "x"),
        ("C:\\fakepath\\ä ö.txt", "ä ö.txt"),
        ("a\tb", "a_b"),
        ("..", "-"),
    ];
    for (sent, name) in cases {
        let files = kept(&[("files", TestPart::file(sent, "x").content_type("text/x"))]).await;
        assert_eq!(show(&files[0]).await, format!("{name} text/x x"), "{sent}");
    }
}

#[tokio::test]
async fn clones_outlive_the_request_the_application_and_each_other() {
    let files =
        kept(&[("files", TestPart::file("a", "memory")), ("files", TestPart::file("b", "spilled to a disk"))]).await;
    let more = files.clone();
    drop(files);
    assert_eq!(show(&more[0]).await, "a application/octet-stream memory");
    assert_eq!(show(&more[1]).await, "b application/octet-stream spilled to a disk");
}

#[tokio::test]
async fn a_file_is_shown_without_its_content() {
    let app = app(&Kept::default());
    let answer = app.post("/uploads/files/keep").multipart(&[("files", TestPart::file("a", "s3cret"))]).await;
    let shown = r#"[UploadedFile { file_name: Some("a"), content_type: Some("application/octet-stream"), len: 6 }]"#;
    answer.assert_text(shown);
}

#[tokio::test]
async fn a_reader_gives_all_bytes_in_any_pieces_as_often_as_one_asks() {
    let content: Vec<u8> = (0..200_001_u32).map(|at| (at % 251) as u8).collect();
    let spilled = TestPart::file("a", content.clone());
    let files = kept(&[("files", TestPart::file("m", &b"012345678"[..])), ("files", spilled)]).await;
    for (file, content) in [(&files[0], &b"012345678"[..]), (&files[1], &content)] {
        for piece in [1, 7, 4096, 300_000] {
            let (mut reader, mut read, mut buffer) = (file.reader(), Vec::new(), vec![0; piece]);
            loop {
                match reader.read(&mut buffer).await.expect("it can be read") {
                    0 => break,
                    length => read.extend_from_slice(&buffer[..length]),
                }
            }
            assert!(read == content, "{piece}");
        }
        assert!(file.bytes().await.expect("it can be read") == content);
    }
}

#[tokio::test]
async fn a_saved_file_replaces_what_was_there() {
    let folder = Folder::new();
    let content = "0123456789".repeat(20_000);
    let files =
        kept(&[("files", TestPart::file("a", "memory")), ("files", TestPart::file("b", content.clone()))]).await;
    folder.write("saved", "something longer than what comes");
    files[0].save(folder.path("saved")).await.expect("it is written");
    assert_eq!(std::fs::read_to_string(folder.path("saved")).expect("a file"), "memory");
    files[1].save(folder.path("saved")).await.expect("it is written");
    assert_eq!(std::fs::read_to_string(folder.path("saved")).expect("a file"), content);
    files[0].save(folder.path("no/such/folder")).await.expect_err("there is no such folder");
}

#[derive(Bean)]
struct Holder {
    file: UploadedFile,
}

#[post_mapping("/uploads/files/returned")]
fn returned(holder: Holder) -> Holder {
    holder
}

#[tokio::test]
async fn a_file_is_never_sent_as_json() {
    let answer =
        app(&Kept::default()).post("/uploads/files/returned").multipart(&[("file", TestPart::file("a", "x"))]).await;
    assert!(!answer.assert_status(500).text().contains("file\""), "{}", answer.text());
}
