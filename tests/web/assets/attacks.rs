//! Paths that lead out of a folder, or to what is hidden, as bytes over the socket.

use framework::prelude::*;

use super::{FOLDERS, app};
use crate::socket::{Both, Folder, raw};

/// Status and everything that came; none where the connection was closed without a word.
async fn ask(app: &Both, path: &[u8]) -> (u16, String) {
    let request = [b"GET ", path, b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"].concat();
    let answer = String::from_utf8_lossy(&raw(app.address(), &request).await).into_owned();
    (answer.get(9..12).and_then(|status| status.parse().ok()).unwrap_or_default(), answer)
}

/// What follows the prefix, and the status.
const PATHS: &[(&[u8], u16)] = &[
    (b"/..", 404),
    (b"/../", 404),
    (b"/../secret", 404),
    (b"/../../../../../../../../etc/passwd", 404),
    (b"/docs/../../secret", 404),
    (b"/docs/../index.html", 404),
    (b"/docs/./index.html", 404),
    (b"/.", 404),
    (b"/./", 404),
    (b"/./index.html", 404),
    (b"/%2e%2e/secret", 404),
    (b"/%2E%2E/secret", 404),
    (b"/.%2e/secret", 404),
    (b"/%2e./secret", 404),
    (b"/%2e%2e%2fsecret", 404),
    (b"/..%2fsecret", 404),
    (b"/..%2Fsecret", 404),
    (b"/docs%2findex.html", 404),
    (b"/docs%2f..%2f..%2fsecret", 404),
    (b"/%252e%252e/secret", 404),
    (b"/%252e%252e%252fsecret", 404),
    (b"/..%252fsecret", 404),
    (b"/..;/secret", 404),
    (b"/..\\secret", 404),
    (b"/docs\\..\\..\\secret", 404),
    (b"/%5c..%5csecret", 404),
    (b"/..%5csecret", 404),
    (b"\\..\\secret", 404),
    (b"/C:/secret", 404),
    (b"/C:%5csecret", 404),
    (b"/%00", 404),
    (b"/index.html%00", 404),
    (b"/index.html%00.png", 404),
    (b"/..%00/secret", 404),
    (b"/index.html%0a", 404),
    (b"/a%0d%0aSet-Cookie:%20x=1", 404),
    (b"/docs%0d%0aX:%20y/", 404),
    (b"/index.html%20", 404),
    (b"/index.html.", 404),
    (b"/index.html/", 404),
    (b"/index.html/x", 404),
    (b"/index.html::$DATA", 404),
    (b"//", 404),
    (b"//etc/passwd", 404),
    (b"///etc/passwd", 404),
    (b"/%2fetc%2fpasswd", 404),
    (b"/%2Fetc/passwd", 404),
    (b"//index.html", 404),
    (b"/docs//index.html", 404),
    (b"/docs//", 404),
    (b"/.hidden", 404),
    (b"/%2ehidden", 404),
    (b"/.private/key", 404),
    (b"/.private", 404),
    (b"/.private/", 404),
    (b"/docs/.git/config", 404),
    (b"/...", 404),
    (b"/....//secret", 404),
    (b"/~root/", 404),
    (b"/$file:index.html", 404),
    (b"/:/web-site/index.html", 404),
    (b"/%EF%BC%8E%EF%BC%8E/secret", 404),
    (b"/*", 404),
    (b"/INDEX.HTML", 404),
    // what is no path, or no UTF-8
    (b"/%C0%AE%C0%AE/secret", 400),
    (b"/%c0%ae%c0%ae%c0%afsecret", 400),
    (b"/%FF", 400),
    (b"/%ED%A0%80", 400),
    (b"/%", 400),
    (b"/%2", 400),
    (b"/%zz", 400),
    (b"/%u002e%u002e/secret", 400),
    (b"/a\0b", 400),
    (b"/index.html\0.png", 400),
    (b"/index.html\x01", 400),
    (b"/a\x7fb", 400),
    (b"/a\tb", 400),
    (b"/index html", 400),
];

#[tokio::test]
async fn no_path_leads_out_of_a_folder() {
    let disk = Folder::new();
    disk.write("secret", "secret").write("root/index.html", "home").write("root/docs/index.html", "docs");
    disk.write("root/.hidden", "secret").write("root/.private/key", "secret").write("root/docs/.git/config", "secret");
    let path: &'static str = disk.text("root").leak();
    for folder in [path, FOLDERS[1], FOLDERS[2]] {
        for (prefix, assets) in
            [("/site", Assets::new(folder)), ("/site", Assets::new(folder).listing(true)), ("", Assets::new(folder))]
        {
            let mount = if prefix.is_empty() { "/" } else { prefix };
            let app = Both::of(|| app().assets(mount, assets.clone())).await;
            let (mut wrong, is_listing) = (Vec::new(), format!("{assets:?}").contains("listing: true"));
            for (path, expected) in PATHS {
                let target = [prefix.as_bytes(), path].concat();
                // There the file system takes it for the same name.
                if cfg!(any(windows, target_os = "macos")) && *path == b"/INDEX.HTML" {
                    continue;
                }
                if !target.starts_with(b"/") {
                    continue; // no target at all
                }
                let (status, answer) = ask(&app, &target).await;
                let harmless =
                    !answer.contains("\r\n\r\nsecret") && !answer.contains("root:") && !answer.contains("home");
                if status != *expected || !harmless {
                    wrong.push(format!("{folder} {is_listing} {}: {status}", String::from_utf8_lossy(&target)));
                }
            }
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }
}

#[tokio::test]
async fn bytes_that_are_utf_8_but_not_encoded_are_a_path_like_any_other() {
    for folder in FOLDERS {
        let app = Both::of(|| app().assets("/site", folder)).await;
        let (status, answer) = ask(&app, "/site/docs/名.txt".as_bytes()).await;
        // RFC 9112 allows no such byte; both answers are sound, another file would not be.
        assert!(status == 400 || status == 200 && answer.ends_with("unicode"), "{folder} {answer}");
        for bytes in [&b"/site/\xff"[..], b"/site/\xc0\xae\xc0\xae/secret", b"/site/docs/\xe5\x90"] {
            assert_eq!(ask(&app, bytes).await.0, 400, "{folder} {bytes:?}");
        }
    }
}

#[tokio::test]
async fn a_path_of_any_length_is_answered() {
    for folder in FOLDERS {
        let app = Both::of(|| app().assets("/site", folder)).await;
        for (unit, count, statuses) in [
            ("a", 255, &[404][..]),
            ("a", 256, &[404]),
            ("a", 7000, &[404]),
            ("a/", 2000, &[404]),
            ("../", 2000, &[404]),
            ("%2e%2e/", 800, &[404]),
            ("%E5%90%8D", 500, &[404]),
            ("a", 100_000, &[414, 431, 400]),
        ] {
            let (status, _) = ask(&app, format!("/site/{}", unit.repeat(count)).as_bytes()).await;
            assert!(statuses.contains(&status), "{folder} {count} times {unit}: {status}");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn links_that_lead_out_and_what_is_no_file_are_not_there() {
    let folder = Folder::new();
    folder.write("secret", "secret").write("root/index.html", "home").write("root/a/x.txt", "inside");
    folder.write("root/.hidden", "secret").write("beside/secret", "secret");
    folder.link("root/inside", "a/x.txt").link("root/folder", "a").link("root/to-secret", "../secret");
    folder.link("root/to-parent", "..").link("root/to-root", "/").link("root/to-zero", "/dev/zero");
    folder.link("root/to-hidden", ".hidden").link("root/around", "around").link("root/to-nothing", "nothing");
    folder.link("root/to-beside", "../beside");
    let has_pipe = folder.pipe("root/pipe");
    let _socket = std::os::unix::net::UnixListener::bind(folder.path("root/socket")).expect("a socket");
    let path: &'static str = folder.text("root").leak();
    for assets in [Assets::new(path), Assets::new(path).listing(true)] {
        let app = Both::of(|| app().assets("/site", assets.clone())).await;
        assert_eq!(app.get("/site/inside").await.told(), (200, "inside".to_owned()));
        assert_eq!(app.get("/site/folder/x.txt").await.told(), (200, "inside".to_owned()));
        let mut paths =
            vec!["to-secret", "to-parent", "to-parent/", "to-parent/secret", "to-root/etc/passwd", "to-root/"];
        paths.extend(["to-zero", "to-root/dev/zero", "to-hidden", "to-nothing", "to-beside/", "to-beside/secret"]);
        paths.extend(["socket", "socket/"]);
        paths.extend(has_pipe.then_some("pipe"));
        for path in paths {
            let sent = app.get(&format!("/site/{path}")).await;
            assert_eq!(sent.status, 404, "{path} {}", sent.everything());
        }
        // A link to itself is an error of the disk.
        assert!([404, 500].contains(&app.get("/site/around").await.status));
    }
}
