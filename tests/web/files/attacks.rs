//! Paths that no text may name, chosen by a visitor, in every way in which a text names a file.

use super::{DIGITS, folder, serve, with};
use crate::socket::{Folder, raw};

/// The body of each refusal, whatever the reason.
fn refusal(route: &str) -> String {
    format!(r#"{{"type":"about:blank","title":"Internal Server Error","status":500,"instance":"/files/{route}"}}"#)
}

fn trap() -> Folder {
    let folder = folder();
    folder.write("public/folder/inside.txt", "inside").write("public/.hidden", "secret");
    folder.write("public/folder/.git/config", "secret").write("public-other/secret.txt", "secret");
    folder
}

async fn assert_refused(folder: &Folder, paths: &[String]) {
    let app = serve(folder).await;
    for path in paths {
        for route in ["named", "prefixed", "formatted"] {
            let sent = app.get(&with(route, path)).await;
            assert_eq!((sent.status, sent.text()), (500, refusal(route)), "{route} {path:?}");
            assert!(!sent.everything().contains(&folder.text("")), "{route} {path:?}");
            let part = app.ask("GET", &with(route, path), &[("range", "bytes=0-")]).await;
            assert_eq!(part.status, 500, "{route} {path:?}");
            let head = app.ask("HEAD", &with(route, path), &[]).await;
            assert_eq!(head.status, 500, "{route} {path:?}");
        }
    }
}

#[tokio::test]
async fn what_is_written_to_lead_out_is_a_500_at_once() {
    let folder = trap();
    let root = folder.text("public");
    let mut paths: Vec<String> = [
        "..",
        "../",
        "../secret.txt",
        "./../secret.txt",
        "folder/../../secret.txt",
        "folder/../digits.txt",
        "missing/../../secret.txt",
        "folder/..",
        "../public/digits.txt",
        "../public-other/secret.txt",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "..%2fsecret.txt",
        "%252e%252e/secret.txt",
        "..%c0%afsecret.txt",
        "．．/secret.txt",
        "..\u{2215}secret.txt",
        "....//secret.txt",
        "..;/secret.txt",
        "..\\secret.txt",
        "folder\\..\\..\\secret.txt",
        "digits.txt\\",
        "\\\\host\\share",
        "C:\\secret.txt",
        "\0",
        "digits.txt\0",
        "digits.txt\0.png",
        "../secret.txt\0.txt",
        "%00",
        "digits.txt%00",
        "digits.txt\n",
        "digits.txt\r\nX: y",
        "/",
        "/etc/passwd",
        "//etc/passwd",
        "///etc/passwd",
        "/etc/../etc/passwd",
        "/digits.txt",
        "/dev/zero",
        "/dev/random",
        "/dev/stdin",
        "/proc/self/environ",
        "/proc/self/mem",
        "/proc/self/fd/0",
        "~/.bashrc",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "$file:digits.txt",
        "",
        " ",
        ".",
        "./",
        "./digits.txt",
        ".hidden",
        ".missing",
        "folder/.git/config",
        "folder/./inside.txt",
        "folder",
        "folder/",
        "missing.txt",
        "digits.txt/",
        "digits.txt/x",
        "DIGITS.TXT/..",
        ":/",
        ":/missing",
        ":/../secret.txt",
        "*",
        "digits.tx?",
        "digits.txt ",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend([
        format!("{root}/../secret.txt"),
        format!("{root}-other/secret.txt"),
        format!("{root}/.hidden"),
        root,
        folder.text("secret.txt"),
        "x".repeat(300),
        "x".repeat(6000),
        "a/".repeat(2500),
        format!("{}digits.txt", "folder/../".repeat(200)),
        "é".repeat(1000),
    ]);
    assert_refused(&folder, &paths).await;
}

#[cfg(unix)]
#[tokio::test]
async fn what_lies_there_and_is_no_file_of_the_folder_is_a_500_at_once() {
    let folder = trap();
    folder
        .link("public/to-secret", "../secret.txt")
        .link("public/to-secret-absolute", folder.path("secret.txt"))
        .link("public/to-parent", "..")
        .link("public/to-root", "/")
        .link("public/to-passwd", "/etc/passwd")
        .link("public/to-zero", "/dev/zero")
        .link("public/to-itself", "to-itself")
        .link("public/to-nothing", "nothing")
        .link("public/to-hidden", ".hidden")
        .link("public/to-link", "to-secret")
        .link("public/to-other", "../public-other");
    let mut paths = vec![
        "to-secret",
        "to-secret-absolute",
        "to-parent",
        "to-parent/secret.txt",
        "to-root/etc/passwd",
        "to-root/dev/zero",
        "to-passwd",
        "to-zero",
        "to-itself",
        "to-nothing",
        "to-hidden",
        "to-link",
        "to-other/secret.txt",
        "socket",
    ];
    let _socket = std::os::unix::net::UnixListener::bind(folder.path("public/socket")).expect("a socket");
    if folder.pipe("public/pipe") {
        folder.link("public/to-pipe", "pipe");
        paths.extend(["pipe", "to-pipe"]);
    }
    assert_refused(&folder, &paths.into_iter().map(str::to_owned).collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn what_lies_in_the_folder_is_sent_however_it_is_named() {
    let folder = trap();
    let app = serve(&folder).await;
    let absolute = folder.text("public/folder/inside.txt");
    for (path, expected) in [
        ("digits.txt", DIGITS),
        ("folder/inside.txt", "inside"),
        ("folder//inside.txt", "inside"),
        (&absolute, "inside"),
    ] {
        for route in ["named", "prefixed", "formatted", "any"] {
            if route != "any" || path == absolute {
                assert_eq!(app.get(&with(route, path)).await.told(), (200, expected.to_owned()), "{route} {path}");
            }
        }
    }
}

#[tokio::test]
async fn a_query_that_is_no_utf_8_names_no_file() {
    let folder = trap();
    let app = serve(&folder).await;
    for query in ["path=%FF", "path=%C0%AE%C0%AE/secret.txt", "path=..%C0%AFsecret.txt"] {
        let request = format!("GET /files/named?{query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        let answer = raw(app.address(), request.as_bytes()).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.1 500 "), "{query}: {answer}");
        assert!(!answer.contains("secret\""), "{query}: {answer}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_path_names_any_file_but_nothing_else() {
    let folder = trap();
    folder.link("to-secret", "secret.txt");
    let app = serve(&folder).await;
    for name in ["secret.txt", "to-secret", "public/.hidden", "public/../secret.txt", "public/folder/.git/config"] {
        let sent = app.get(&with("any", &folder.text(name))).await;
        assert_eq!(sent.told(), (200, "secret".to_owned()), "{name}");
    }
    let mut others = vec![folder.text("public"), folder.text("missing"), String::new()];
    others.extend(["/dev/zero", "/dev/null", "/", "/nowhere/x", "\0", "/proc/self/fd"].map(str::to_owned));
    others.push(format!("{}\0", folder.text("secret.txt")));
    others.push(format!("/{}", "x".repeat(5000)));
    let _socket = std::os::unix::net::UnixListener::bind(folder.path("socket")).expect("a socket");
    others.push(folder.text("socket"));
    if folder.pipe("pipe") {
        folder.link("to-pipe", "pipe");
        others.extend([folder.text("pipe"), folder.text("to-pipe")]);
    }
    for path in &others {
        let sent = app.get(&with("any", path)).await;
        assert_eq!((sent.status, sent.text()), (500, refusal("any")), "{path:?}");
    }
}
