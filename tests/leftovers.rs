//! What a form leaves behind when its request is over, however it ended: nothing.
//!
//! A program of its own, since it looks at all files that the process has open.

#![cfg(all(target_os = "linux", feature = "multipart"))]

use std::{fs, io, sync::Arc};

use framework::{
    Body, Multipart, TestPart, UploadedFile,
    bytes::Bytes,
    prelude::*,
    stream,
    tokio::sync::{Mutex, Notify},
};
use http_body_util::StreamBody;
use hyper::body::Frame;

/// One test at a time: they share the process's files.
static ALONE: Mutex<()> = Mutex::const_new(());

/// A file that is larger than what stays in memory.
const LENGTH: usize = 300_000;

/// How many temporary files the process has open; those that have a name count as well.
fn temporary() -> usize {
    let folder = std::env::temp_dir();
    let open = fs::read_dir("/proc/self/fd").expect("Linux tells");
    let targets = open.filter_map(|entry| fs::read_link(entry.expect("Linux tells").path()).ok());
    // Where the output of the tests goes may lie there too; it has a name.
    targets.filter(|target| target.starts_with(&folder) && target.to_string_lossy().ends_with(" (deleted)")).count()
}

#[post_mapping]
fn taken(files: Vec<UploadedFile>) -> usize {
    assert_eq!(temporary(), 1, "all of them are in one");
    files.len()
}

#[post_mapping]
fn refused(files: Vec<UploadedFile>, #[part] number: u8) -> usize {
    files.len() + usize::from(number)
}

#[post_mapping]
fn panics(files: Vec<UploadedFile>) {
    panic!("{} files", files.len());
}

#[post_mapping(on_disconnect = "cancel")]
async fn waits(files: Vec<UploadedFile>, State(reached): State<Arc<Notify>>) -> usize {
    reached.notify_one();
    std::future::pending::<()>().await;
    files.len()
}

#[post_mapping]
async fn kept(files: Vec<UploadedFile>, State(kept): State<Kept>) {
    *kept.lock().await = files;
}

type Kept = Arc<Mutex<Vec<UploadedFile>>>;

fn app() -> App {
    App::new().provide(Arc::new(Notify::new())).provide(Kept::default())
}

fn files() -> [(&'static str, TestPart); 3] {
    ["a", "b", "c"].map(|name| ("files", TestPart::file(name, vec![b'x'; LENGTH])))
}

#[tokio::test]
async fn an_answered_a_refused_and_a_panicked_request_leave_no_file() {
    let _alone = ALONE.lock().await;
    let app = app().test();
    app.post("/taken").multipart(&files()).await.assert_status(200).assert_text("3");
    assert_eq!(temporary(), 0);
    app.post("/refused").multipart(&files()).await.assert_status(400);
    assert_eq!(temporary(), 0);
    app.post("/panics").multipart(&files()).await.assert_status(500);
    assert_eq!(temporary(), 0);
}

#[tokio::test]
async fn a_form_that_is_too_large_or_breaks_off_leaves_no_file() {
    let _alone = ALONE.lock().await;
    let few = app().set("http.multipart.part_limit", 2).test();
    few.post("/taken").multipart(&files()).await.assert_status(413);
    assert_eq!(temporary(), 0);
    let head = "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"f\"\r\n\r\n";
    for end in [Err(io::Error::other("gone")), Ok(Frame::data(Bytes::new()))] {
        let frames = [Ok(Frame::data(Bytes::from(head))), Ok(Frame::data(vec![b'x'; LENGTH].into())), end];
        let body = Body::new(StreamBody::new(stream::iter(frames)));
        let request = app().test().post("/taken").header("content-type", "multipart/form-data; boundary=B").body(body);
        request.await.assert_status(400);
        assert_eq!(temporary(), 0);
    }
}

#[tokio::test]
async fn a_handler_that_ends_with_its_client_leaves_no_file() {
    let _alone = ALONE.lock().await;
    let reached = Arc::new(Notify::new());
    let app = App::new().provide(Arc::clone(&reached)).provide(Kept::default()).test();
    let asked = framework::tokio::spawn(app.post("/waits").multipart(&files()).into_future());
    reached.notified().await;
    assert_eq!(temporary(), 1);
    asked.abort();
    asked.await.expect_err("it waits for ever");
    assert_eq!(temporary(), 0);
}

#[tokio::test]
async fn a_file_lives_as_long_as_its_last_clone() {
    let _alone = ALONE.lock().await;
    let kept = Kept::default();
    let app = App::new().provide(Arc::new(Notify::new())).provide(Arc::clone(&kept)).test();
    app.post("/kept").multipart(&files()).await.assert_status(200);
    let mut files = std::mem::take(&mut *kept.lock().await);
    let last = files.pop().expect("three files");
    drop(files);
    assert_eq!(temporary(), 1);
    assert_eq!(last.bytes().await.expect("it can be read").len(), LENGTH);
    drop(last);
    assert_eq!(temporary(), 0);
}

#[tokio::test]
async fn what_is_in_memory_needs_no_file() {
    let _alone = ALONE.lock().await;
    #[post_mapping]
    fn small(files: Vec<UploadedFile>) -> String {
        format!("{} {}", files.len(), temporary())
    }
    #[post_mapping]
    async fn passed_over(mut form: Multipart) -> Result<usize, Invalid> {
        while form.next_part().await?.is_some() {}
        Ok(temporary())
    }
    let small = [("files", TestPart::file("a", "x"))];
    app().test().post("/small").multipart(&small).await.assert_text("1 0");
    app().test().post("/passed_over").multipart(&files()).await.assert_text("0");
}
