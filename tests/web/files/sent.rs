//! What is said of a file: its type, its name, and of one that is missing nothing.

use framework::prelude::*;

use super::{DATE, DIGITS, folder, serve, with};
use crate::socket::encoded;

#[tokio::test]
async fn a_file_is_sent_with_all_that_is_known_of_it() {
    let folder = folder();
    let app = serve(&folder).await;
    for target in [with("named", "digits.txt"), with("prefixed", "digits.txt"), with("formatted", "digits.txt")] {
        let sent = app.get(&target).await;
        assert_eq!(sent.told(), (200, DIGITS.to_owned()), "{target}");
        let mut names: Vec<_> = sent.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        let expected = [
            "accept-ranges",
            "connection",
            "content-length",
            "content-type",
            "date",
            "etag",
            "last-modified",
            "referrer-policy",
            "x-content-type-options",
        ];
        assert_eq!(names, expected, "{target}");
        assert_eq!(sent.field("last-modified"), Some(DATE));
        assert_eq!(sent.field("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn the_name_says_the_type_and_the_content_never() {
    let folder = folder();
    for (name, expected) in [
        ("page.html", "text/html; charset=UTF-8"),
        ("PAGE.HTM", "text/html; charset=UTF-8"),
        ("style.css", "text/css; charset=UTF-8"),
        ("app.js", "text/javascript; charset=UTF-8"),
        ("app.mjs", "text/javascript; charset=UTF-8"),
        ("data.json", "application/json"),
        ("image.svg", "image/svg+xml"),
        ("app.wasm", "application/wasm"),
        ("clip.webm", "video/webm"),
        ("名 é.txt", "text/plain; charset=UTF-8"),
        ("unknown.qqq", "application/octet-stream"),
        ("none", "application/octet-stream"),
        ("page.html.qqq", "application/octet-stream"),
    ] {
        folder.write(&format!("public/{name}"), "<html><script>alert(1)</script>");
        let app = serve(&folder).await;
        let sent = app.get(&with("named", name)).await;
        assert_eq!(sent.field("content-type"), Some(expected), "{name}");
        assert_eq!(sent.field("x-content-type-options"), Some("nosniff"), "{name}");
    }
}

#[get_mapping("/files/saved")]
fn saved(name: &str) -> FileResponse {
    FileResponse::new("digits.txt").attachment_as(name)
}

#[get_mapping("/files/saved/own")]
fn saved_own(path: &str) -> FileResponse {
    FileResponse::new(path).attachment()
}

#[tokio::test]
async fn the_name_under_which_it_is_saved_is_any_and_harms_nobody() {
    let folder = folder();
    let app = serve(&folder).await;
    let cases = [
        ("plain.txt", r#"attachment; filename="plain.txt""#),
        ("two words.txt", r#"attachment; filename="two words.txt""#),
        ("名.txt", r#"attachment; filename="_.txt"; filename*=UTF-8''%E5%90%8D.txt"#),
        ("€ 🦀.txt", r#"attachment; filename="_ _.txt"; filename*=UTF-8''%E2%82%AC%20%F0%9F%A6%80.txt"#),
        ("a\"b.txt", r#"attachment; filename="a_b.txt"; filename*=UTF-8''a%22b.txt"#),
        ("a'b;c=d.txt", r#"attachment; filename="a'b;c=d.txt""#),
        ("a\\\"b.txt", r#"attachment; filename="a__b.txt"; filename*=UTF-8''a_%22b.txt"#),
        ("100%.txt", r#"attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt"#),
        ("a\r\nSet-Cookie: x=1", r#"attachment; filename="a__Set-Cookie: x=1""#),
        ("a\n\n<script>", r#"attachment; filename="a__<script>""#),
        ("a\0.txt", r#"attachment; filename="a_.txt""#),
        ("../../etc/passwd", r#"attachment; filename=".._.._etc_passwd""#),
        ("txt.\u{202E}exe", r#"attachment; filename="txt._exe""#),
        ("", r#"attachment; filename="digits.txt""#), // its own
    ];
    for (name, expected) in cases {
        let sent = app.get(&format!("/files/saved?name={}", encoded(name))).await;
        assert_eq!(sent.told(), (200, DIGITS.to_owned()), "{name:?}");
        assert_eq!(sent.field("content-disposition"), Some(expected), "{name:?}");
        assert_eq!(sent.field("set-cookie"), None, "{name:?}");
        // A part of it is saved under the same name.
        let part = app.ask("GET", &format!("/files/saved?name={}", encoded(name)), &[("range", "bytes=0-1")]).await;
        assert_eq!((part.status, part.field("content-disposition")), (206, Some(expected)), "{name:?}");
    }
}

#[cfg(unix)] // elsewhere no name may have a quote
#[tokio::test]
async fn its_own_name_is_the_last_of_the_path() {
    let folder = folder();
    folder.write("public/a/報告 \"1\".pdf", "x");
    let app = serve(&folder).await;
    let sent = app.get(&format!("/files/saved/own?path={}", encoded("a/報告 \"1\".pdf"))).await;
    let expected = r#"attachment; filename="__ _1_.pdf"; filename*=UTF-8''%E5%A0%B1%E5%91%8A%20%221%22.pdf"#;
    assert_eq!(sent.field("content-disposition"), Some(expected));
    assert_eq!(sent.field("content-type"), Some("application/pdf"));
}

#[get_mapping("/files/generated/<how>")]
fn generated(how: &str) -> FileResponse {
    let table = "a,b\r\n1,2\r\n";
    match how {
        "named" => FileResponse::new("no/such/報告.csv").content(table).attachment(),
        "before" => FileResponse::new(format!(":/{how}/報告.csv")).attachment().content("").content(table),
        "anywhere" => FileResponse::from_path("/no/such/報告.csv").content(table.as_bytes()).attachment().status(200),
        "otherwise" => "x.csv".file().content(table).content_type("text/plain").attachment_as("y"),
        "status" => "x.csv".file().content(table).status(404),
        "nameless" => FileResponse::new("").content(table).attachment(),
        _ => FileResponse::new("x.csv").status(42).content(table),
    }
}

#[tokio::test]
async fn content_instead_of_a_file_is_sent_as_a_file_of_that_name() {
    let folder = folder();
    let app = serve(&folder).await;
    let own = r#"attachment; filename="__.csv"; filename*=UTF-8''%E5%A0%B1%E5%91%8A.csv"#;
    for (how, media_type, disposition) in [
        ("named", "text/csv; charset=UTF-8", Some(own)),
        ("before", "text/csv; charset=UTF-8", Some(own)),
        ("anywhere", "text/csv; charset=UTF-8", Some(own)),
        ("otherwise", "text/plain", Some("attachment; filename=\"y\"")),
        ("nameless", "application/octet-stream", Some("attachment")),
    ] {
        let target = format!("/files/generated/{how}");
        let sent = app.get(&target).await;
        assert_eq!(sent.told(), (200, "a,b\r\n1,2\r\n".to_owned()), "{how}");
        assert_eq!(sent.field("content-type"), Some(media_type), "{how}");
        assert_eq!(sent.field("content-disposition"), disposition, "{how}");
        assert_eq!(sent.field("last-modified"), None);
        let part = app.ask("GET", &target, &[("range", "bytes=0-2")]).await;
        assert_eq!(part.told(), (206, "a,b".to_owned()), "{how}");
        let etag = sent.field("etag").expect("a tag of its content");
        assert_eq!(app.ask("GET", &target, &[("if-none-match", etag)]).await.status, 304, "{how}");
    }
    let sent = app.get("/files/generated/status").await;
    assert_eq!((sent.status, sent.field("content-type")), (404, Some("text/csv; charset=UTF-8")));
    assert_eq!(app.get("/files/generated/mistake").await.status, 500);
}

#[get_mapping("/files/lost")]
fn lost() -> FileResponse {
    FileResponse::new("reports/lost-2024.txt").attachment().cookie(("seen", "1"))
}

#[get_mapping("/files/lost/prefixed")]
fn lost_prefixed() -> &'static str {
    "$file:reports/lost-2024.txt"
}

#[get_mapping("/files/lost/anywhere")]
fn lost_anywhere() -> FileResponse {
    FileResponse::from_path("/nowhere/reports/lost-2024.txt")
}

#[tokio::test]
async fn a_missing_file_is_a_500_that_does_not_say_which() {
    let folder = folder();
    let app = serve(&folder).await;
    for target in ["/files/lost", "/files/lost/prefixed", "/files/lost/anywhere"] {
        for fields in [&[][..], &[("range", "bytes=0-1")], &[("if-none-match", "*")], &[("accept", "text/html")]] {
            let sent = app.ask("GET", target, fields).await;
            assert_eq!(sent.status, 500, "{target}");
            let asks_for_html = fields.contains(&("accept", "text/html"));
            let form = if asks_for_html { "text/html; charset=UTF-8" } else { "application/problem+json" };
            assert_eq!(sent.field("content-type"), Some(form), "{target}");
            for word in ["lost-2024", "reports", "nowhere", "public", "files_root", &folder.text("")] {
                assert!(!sent.everything().contains(word), "{target}: {}", sent.everything());
            }
            for name in ["etag", "last-modified", "content-disposition", "accept-ranges", "content-range"] {
                assert_eq!(sent.field(name), None, "{target}");
            }
        }
        let head = app.ask("HEAD", target, &[]).await;
        assert_eq!((head.status, head.body.len()), (500, 0), "{target}");
    }
}

#[tokio::test]
async fn a_root_that_is_gone_is_a_500_that_does_not_say_where() {
    let folder = folder();
    let app = serve(&folder).await;
    app.get("/files/digits").await;
    std::fs::remove_dir_all(folder.path("public")).expect("it goes");
    let sent = app.get("/files/digits").await;
    assert_eq!(sent.status, 500);
    assert!(!sent.everything().contains(&folder.text("")), "{}", sent.everything());
}
