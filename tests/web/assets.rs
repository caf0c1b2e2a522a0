//! Static folders over a real socket and through the test client: on disk, embedded, and embedded but read from disk,
//! as a debug build does. All three are the same to whoever asks.

mod attacks;
mod places;
mod start;
mod variants;

use framework::{prelude::*, resources};

use crate::socket::Both;

resources!("tests/web/resource/site", at = "web-site", embed);
resources!("tests/web/resource/site", at = "web-site-read");

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/web/resource/site");
/// A target, header fields, and the status.
type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], u16);

const FOLDERS: [&str; 3] = [FOLDER, ":/web-site", ":/web-site-read"];

/// A route, so that there is one beside the folders.
#[get_mapping("/site/version")]
fn version() -> &'static str {
    "a route"
}

/// Of these modules alone.
fn app() -> App {
    App::new().module(module_path!())
}

/// A folder below `/site`, as something makes of it.
async fn serve(folder: &'static str, make: impl Fn(Assets) -> Assets) -> Both {
    Both::of(|| app().assets("/site", make(Assets::new(folder)))).await
}

#[tokio::test]
async fn files_are_sent_with_all_that_is_known_of_them() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets).await;
        for (target, media_type, body) in [
            ("/site/", "text/html; charset=UTF-8", "home"),
            ("/site/index.html", "text/html; charset=UTF-8", "home"),
            ("/site/docs/", "text/html; charset=UTF-8", "docs"),
            ("/site/docs/a%20b&c.txt", "text/plain; charset=UTF-8", "text"),
            ("/site/docs/a%20b%26c.txt", "text/plain; charset=UTF-8", "text"),
            ("/site/docs/%E5%90%8D.txt", "text/plain; charset=UTF-8", "unicode"),
            ("/site/d%6Fcs/%69ndex.html", "text/html; charset=UTF-8", "docs"),
            ("/site/pictures/1.svg", "image/svg+xml", "<svg/>"),
            ("/site/data.json", "application/json", "{}"),
            ("/site/data.json?version=7", "application/json", "{}"),
            ("/site/style.css.gz", "application/gzip", "gzip style"),
        ] {
            let sent = app.get(target).await;
            assert_eq!(sent.told(), (200, body.to_owned()), "{folder} {target}");
            assert_eq!(sent.field("content-type"), Some(media_type), "{folder} {target}");
            assert_eq!(sent.field("x-content-type-options"), Some("nosniff"), "{folder} {target}");
            assert_eq!(sent.field("accept-ranges"), Some("bytes"), "{folder} {target}");
            assert_eq!(sent.field("cache-control"), None, "{folder} {target}");
            assert_eq!(sent.field("last-modified").is_some(), folder != ":/web-site", "{folder} {target}");
            let tag = sent.field("etag").expect("an entity tag").to_owned();
            assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag} is strong");
            let known = app.ask("GET", target, &[("if-none-match", &tag)]).await;
            assert_eq!((known.status, known.field("etag")), (304, Some(&*tag)), "{folder} {target}");
            assert_eq!(app.ask("GET", target, &[("if-match", "\"other\"")]).await.status, 412, "{folder} {target}");
            let head = app.ask("HEAD", target, &[]).await;
            assert_eq!((head.status, head.field("content-length")), (200, Some(&*body.len().to_string())), "{target}");
            assert_eq!(head.field("etag"), Some(&*tag), "{folder} {target}");
        }
    }
}

#[tokio::test]
async fn a_part_of_a_file_is_a_206_and_beyond_its_end_a_416() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets).await;
        let part = app.ask("GET", "/site/data.json", &[("range", "bytes=1-")]).await;
        assert_eq!((part.told(), part.field("content-range")), ((206, "}".into()), Some("bytes 1-1/2")), "{folder}");
        let beyond = app.ask("GET", "/site/data.json", &[("range", "bytes=2-")]).await;
        assert_eq!((beyond.status, beyond.field("content-range")), (416, Some("bytes */2")), "{folder}");
        let tag = part.field("etag").expect("an entity tag").to_owned();
        for (condition, status) in [(&*tag, 206), ("\"other\"", 200), (&*format!("W/{tag}"), 200)] {
            let sent = app.ask("GET", "/site/data.json", &[("range", "bytes=1-"), ("if-range", condition)]).await;
            assert_eq!(sent.status, status, "{folder} {condition}");
        }
    }
}

#[tokio::test]
async fn only_get_and_head_are_served() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets.listing(true).single_page("index.html")).await;
        for target in ["/site", "/site/", "/site/data.json", "/site/nothing", "/site/docs"] {
            for method in ["POST", "PUT", "PATCH", "DELETE"] {
                let sent = app.ask(method, target, &[("content-length", "0")]).await;
                assert_eq!(sent.status, 405, "{method} {target}");
                assert_eq!(sent.field("allow"), Some("GET, HEAD, OPTIONS"), "{method} {target}");
            }
            let sent = app.ask("OPTIONS", target, &[]).await;
            assert_eq!((sent.status, sent.field("allow")), (204, Some("GET, HEAD, OPTIONS")), "{target}");
            assert!(sent.body.is_empty(), "{target}");
        }
    }
}

#[tokio::test]
async fn what_caches_may_do_is_said_of_every_file() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets.cache_control("public, max-age=60")).await;
        let cases: [Case<'_>; 4] = [
            ("/site/", &[], 200),
            ("/site/app.js", &[("accept-encoding", "br")], 200),
            ("/site/data.json", &[("range", "bytes=0-0")], 206),
            ("/site/data.json", &[("if-none-match", "*")], 304),
        ];
        for (target, fields, status) in cases {
            let sent = app.ask("GET", target, fields).await;
            assert_eq!((sent.status, sent.field("cache-control")), (status, Some("public, max-age=60")), "{target}");
        }
        for (target, fields, status) in
            [("/site/nothing", &[][..], 404), ("/site/data.json", &[("range", "bytes=9-")], 416)]
        {
            let sent = app.ask("GET", target, fields).await;
            assert_eq!((sent.status, sent.field("cache-control")), (status, None), "{target}");
        }
    }
}
