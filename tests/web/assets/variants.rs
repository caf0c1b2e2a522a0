//! What lies compressed beside a file (RFC 9110, sections 8.4 and 12.5.3).

use std::collections::BTreeMap;

use framework::prelude::*;

use super::{FOLDERS, serve};
#[cfg(unix)]
use crate::socket::{Both, Folder};

const SCRIPT: &str = "/site/app.js";

#[tokio::test]
async fn the_best_that_is_accepted_is_sent() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets).await;
        for (accepted, coding) in [
            (None, None),
            (Some(""), None),
            (Some("gzip"), Some("gzip")),
            (Some("br"), Some("br")),
            (Some("zstd"), Some("zstd")),
            (Some("gzip, deflate, br, zstd"), Some("br")),
            (Some("gzip, deflate"), Some("gzip")),
            (Some("x-gzip"), Some("gzip")),
            (Some("GZIP"), Some("gzip")),
            (Some("gzip;q=1.0, br;q=0.9"), Some("gzip")),
            (Some("gzip;q=0.5,br;q=0.5"), Some("br")),
            (Some("br;q=0.001"), Some("br")),
            (Some("br;q=0, gzip"), Some("gzip")),
            (Some("br;q=0.000, gzip;q=0, zstd;q=0.0"), None),
            (Some("*"), Some("br")),
            (Some("*;q=0"), None),
            (Some("br;q=0, *;q=0.1"), Some("zstd")),
            (Some("identity"), None),
            (Some("identity;q=0.5, gzip"), Some("gzip")),
            (Some("identity, gzip;q=0.5"), None),
            (Some("identity;q=0, gzip"), Some("gzip")),
            (Some("identity;q=0"), None), // the file itself, rather than nothing (12.5.3: SHOULD)
            (Some("deflate, compress"), None),
            (Some("br;q=nonsense"), None),
            (Some("gzipped"), None),
        ] {
            let fields = accepted.map(|accepted| ("accept-encoding", accepted));
            let sent = app.ask("GET", SCRIPT, fields.as_slice()).await;
            let body = match coding {
                None => "a plain script",
                Some("br") => "brotli script",
                Some("zstd") => "zstd script..",
                Some(_) => "gzip script!",
            };
            assert_eq!(sent.told(), (200, body.to_owned()), "{folder} {accepted:?}");
            assert_eq!(sent.field("content-encoding"), coding, "{folder} {accepted:?}");
            assert_eq!(sent.field("vary"), Some("Accept-Encoding"), "{folder} {accepted:?}");
            assert_eq!(sent.field("content-type"), Some("text/javascript; charset=UTF-8"), "{folder} {accepted:?}");
            assert_eq!(sent.field("content-length"), Some(&*body.len().to_string()), "{folder} {accepted:?}");
            let head = app.ask("HEAD", SCRIPT, fields.as_slice()).await;
            assert_eq!(head.field("content-encoding"), coding, "{folder} {accepted:?}");
            assert_eq!(head.field("content-length"), sent.field("content-length"), "{folder} {accepted:?}");
        }
    }
}

#[tokio::test]
async fn where_no_variant_lies_nothing_varies() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets).await;
        let everything = [("accept-encoding", "br, zstd, gzip")];
        for target in ["/site/data.json", "/site/", "/site/app.js.br", "/site/style.css.gz"] {
            let sent = app.ask("GET", target, &everything).await;
            assert_eq!(
                (sent.status, sent.field("vary"), sent.field("content-encoding")),
                (200, None, None),
                "{target}"
            );
        }
        let style = app.ask("GET", "/site/style.css", &everything).await;
        assert_eq!(
            (style.told().1.as_str(), style.field("content-encoding")),
            ("gzip style", Some("gzip")),
            "{folder}"
        );
        let plain = app.ask("GET", "/site/style.css", &[("accept-encoding", "br")]).await;
        assert_eq!((plain.told().1.as_str(), plain.field("vary")), ("a style", Some("Accept-Encoding")), "{folder}");
    }
}

#[tokio::test]
async fn each_coding_has_an_entity_tag_and_parts_of_its_own() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets).await;
        let mut tags = BTreeMap::new();
        for (coding, body) in
            [("", "a plain script"), ("br", "brotli script"), ("zstd", "zstd script.."), ("gzip", "gzip script!")]
        {
            let accepts = ("accept-encoding", coding);
            let sent = app.ask("GET", SCRIPT, &[accepts]).await;
            let tag = sent.field("etag").expect("an entity tag").to_owned();
            let part = app.ask("GET", SCRIPT, &[accepts, ("range", "bytes=2-5")]).await;
            assert_eq!(part.told(), (206, body[2..=5].to_owned()), "{folder} {coding}");
            let range = format!("bytes 2-5/{}", body.len());
            assert_eq!(part.field("content-range"), Some(&*range), "{folder} {coding}");
            assert_eq!(part.field("content-encoding"), Some(coding).filter(|coding| !coding.is_empty()), "{folder}");
            assert_eq!(part.field("vary"), Some("Accept-Encoding"), "{folder} {coding}");
            assert_eq!(part.field("etag"), Some(&*tag), "{folder} {coding}");
            let beyond = app.ask("GET", SCRIPT, &[accepts, ("range", "bytes=99-")]).await;
            assert_eq!(beyond.field("content-range"), Some(&*format!("bytes */{}", body.len())), "{folder} {coding}");
            assert_eq!(tags.insert(tag, coding), None, "{folder}: two have one tag");
        }
        for (tag, own) in &tags {
            for coding in ["", "br", "zstd", "gzip"] {
                let accepts = ("accept-encoding", coding);
                let sent = app.ask("GET", SCRIPT, &[accepts, ("if-none-match", tag)]).await;
                assert_eq!(sent.status, if coding == *own { 304 } else { 200 }, "{folder} {coding} {own}");
                assert_eq!(sent.field("vary"), Some("Accept-Encoding"), "{folder} {coding} {own}");
                let resumed = app.ask("GET", SCRIPT, &[accepts, ("range", "bytes=1-"), ("if-range", tag)]).await;
                assert_eq!(resumed.status, if coding == *own { 206 } else { 200 }, "{folder} {coding} {own}");
            }
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_variant_that_cannot_be_had_is_none() {
    let folder = Folder::new();
    folder.write("secret", "secret").write("root/a.js", "plain").write("root/a.js.gz/x", "a folder");
    folder.link("root/a.js.br", "../secret").link("root/a.js.zst", "nothing").write("root/only.js.br", "alone");
    let path: &'static str = folder.text("root").leak();
    let app = Both::of(|| super::app().assets("/site", Assets::new(path))).await;
    let sent = app.ask("GET", "/site/a.js", &[("accept-encoding", "br, zstd, gzip")]).await;
    assert_eq!((sent.told(), sent.field("content-encoding")), ((200, "plain".to_owned()), None));
    let alone = app.ask("GET", "/site/only.js", &[("accept-encoding", "br")]).await;
    assert_eq!(alone.status, 404, "a variant of nothing");
}
