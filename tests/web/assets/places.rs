//! Where folders stand, and who answers what is not in them.

use std::convert::Infallible;

use framework::prelude::*;
use tower::service_fn;

use super::{FOLDER, FOLDERS, app, serve};
use crate::socket::{Both, Folder};

/// Says what it was asked.
async fn echo(request: http::Request<Body>) -> Result<http::Response<Body>, Infallible> {
    Ok(http::Response::new(Body::from(format!("fallback {} {}", request.method(), request.uri()))))
}

#[tokio::test]
async fn a_folder_without_its_slash_is_redirected_to_it_with_its_query() {
    for folder in FOLDERS {
        let app = Both::of(|| app().assets("/site", folder).assets("/a/b%20c", folder)).await;
        for (target, location) in [
            ("/site", "/site/"),
            ("/site?a=1&b=%20", "/site/?a=1&b=%20"),
            ("/site?", "/site/?"),
            ("/site/docs", "/site/docs/"),
            ("/site/d%6fcs?x", "/site/d%6fcs/?x"),
            ("/site/docs?next=//evil.example", "/site/docs/?next=//evil.example"),
            ("/a/b%20c", "/a/b%20c/"),
            ("/a/b%20c/docs", "/a/b%20c/docs/"),
        ] {
            for method in ["GET", "HEAD"] {
                let sent = app.ask(method, target, &[]).await;
                assert_eq!((sent.status, sent.field("location")), (308, Some(location)), "{method} {folder} {target}");
                assert!(sent.body.is_empty(), "{target}");
            }
        }
    }
}

#[tokio::test]
async fn a_redirect_leads_to_no_other_host() {
    let folder = Folder::new();
    folder.write("evil.example/index.html", "here").write("index.html", "home");
    let path: &'static str = folder.text("").leak();
    let app = Both::of(|| app().assets("/", path)).await;
    let found = app.get("/evil.example").await;
    assert_eq!((found.status, found.field("location")), (308, Some("/evil.example/")));
    for target in ["//evil.example", "///evil.example", "/%2Fevil.example", "/%5Cevil.example", "/%09/evil.example"] {
        let sent = app.get(target).await;
        assert_eq!((sent.status, sent.field("location")), (404, None), "{target}");
    }
}

#[tokio::test]
async fn routes_go_first_and_then_the_longest_prefix() {
    let folder = Folder::new();
    folder.write("version", "a file").write("index.html", "inner").write("own.txt", "own");
    let path: &'static str = folder.text("").leak();
    // Above what is mounted at `/`, the page of the documentation would go first.
    let app = || app().set("http.docs", "off").assets("/", FOLDER).assets("/site", path).assets("/site/deep", FOLDER);
    let app = Both::of(app).await;
    for (target, body) in [
        ("/site/version", "a route"),
        ("/site/own.txt", "own"),
        ("/site/", "inner"),
        ("/site/deep/", "home"),
        ("/site/deep/data.json", "{}"),
        ("/", "home"),
        ("/data.json", "{}"),
        ("/docs/", "docs"),
    ] {
        assert_eq!(app.get(target).await.told(), (200, body.to_owned()), "{target}");
    }
    // Not a prefix of a name, but of a path; and no folder stands in for another.
    for target in ["/sited/own.txt", "/site/data.json", "/own.txt", "/site/deep/own.txt"] {
        assert_eq!(app.get(target).await.status, 404, "{target}");
    }
    assert_eq!(app.get("/docs").await.field("location"), Some("/docs/"));
    assert_eq!(app.ask("POST", "/docs/", &[("content-length", "0")]).await.status, 405);
}

#[tokio::test]
async fn what_is_not_found_is_the_fallbacks_and_else_a_404() {
    for folder in FOLDERS {
        let alone = Both::of(|| app().assets("/site", folder)).await;
        let beside = Both::of(|| app().assets("/site", folder).fallback(service_fn(echo))).await;
        let root = Both::of(|| app().assets("/", folder).fallback(service_fn(echo))).await;
        for path in ["/nothing", "/nothing?a=1", "/docs/nothing/", "/pictures/", "/.hidden", "/data.json/", "//"] {
            let target = format!("/site{path}");
            let sent = alone.get(&target).await;
            assert_eq!(sent.status, 404, "{folder} {target}");
            assert_eq!(sent.field("content-type"), Some("application/problem+json"), "{folder} {target}");
            let expected = (200, format!("fallback GET {target}"));
            assert_eq!(beside.get(&target).await.told(), expected, "{folder} {target}");
            assert_eq!(root.get(path).await.told(), (200, format!("fallback GET {path}")), "{folder} {path}");
        }
        assert_eq!(beside.get("/site/data.json").await.told(), (200, "{}".to_owned()));
        assert_eq!(root.get("/").await.told(), (200, "home".to_owned()));
        assert_eq!(root.get("/site/version").await.told(), (200, "a route".to_owned()));
        // What is there but cannot be had that way is no matter of the fallback.
        assert_eq!(beside.ask("POST", "/site/data.json", &[("content-length", "0")]).await.status, 405);
        assert_eq!(beside.ask("GET", "/site/data.json", &[("range", "bytes=9-")]).await.status, 416);
    }
}

#[tokio::test]
async fn another_file_may_be_the_index() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets.index("1.svg")).await;
        assert_eq!(app.get("/site/pictures/").await.told(), (200, "<svg/>".to_owned()), "{folder}");
        assert_eq!(app.get("/site/").await.status, 404, "{folder}");
    }
}

#[tokio::test]
async fn a_single_page_answers_for_what_names_no_file() {
    for folder in FOLDERS {
        let app = serve(folder, |assets| assets.single_page("index.html")).await;
        for (target, expected) in [
            ("/site/cart/7", Some("home")),
            ("/site/cart/7?a.js", Some("home")),
            ("/site/cart/", Some("home")),
            ("/site/pictures/", Some("home")),
            ("/site/docs/", Some("docs")),
            ("/site/data.json", Some("{}")),
            ("/site/nothing.js", None),
            ("/site/cart/7.json", None),
            ("/site/.hidden", None),
            ("/site/.private/key", None),
            ("/site/..%2fsecret", None),
            ("/site/a%00b", None),
            ("/elsewhere", None),
        ] {
            let sent = app.get(target).await;
            match expected {
                Some(body) => assert_eq!(sent.told(), (200, body.to_owned()), "{folder} {target}"),
                None => assert_eq!(sent.status, 404, "{folder} {target}"),
            }
        }
        let page = app.get("/site/cart/7").await;
        assert_eq!(page.field("content-type"), Some("text/html; charset=UTF-8"), "{folder}");
        let tag = page.field("etag").expect("an entity tag").to_owned();
        assert_eq!(app.ask("GET", "/site/other", &[("if-none-match", &tag)]).await.status, 304, "{folder}");
    }
}

#[tokio::test]
async fn a_folder_is_listed_only_where_that_is_wanted() {
    for folder in FOLDERS {
        let (without, with) =
            (serve(folder, |assets| assets).await, serve(folder, |assets| assets.listing(true)).await);
        assert_eq!(without.get("/site/pictures/").await.status, 404, "{folder}");
        let page = with.get("/site/pictures/").await;
        assert_eq!((page.status, page.field("content-type")), (200, Some("text/html; charset=UTF-8")), "{folder}");
        assert_eq!(page.field("x-content-type-options"), Some("nosniff"), "{folder}");
        assert!(page.text().contains("<a href=\"1.svg\">1.svg</a>"), "{folder} {}", page.text());
        assert!(page.text().contains("<a href=\"../\">../</a>"), "{folder} {}", page.text());
        assert_eq!(with.get("/site/docs/").await.told(), (200, "docs".to_owned()), "the index goes first");
        assert_eq!(with.get("/site/pictures").await.field("location"), Some("/site/pictures/"), "{folder}");
        for target in ["/site/nothing/", "/site/.private/", "/site/data.json/", "/site/..%2f/", "/site/%2e%2e/"] {
            assert_eq!(with.get(target).await.status, 404, "{folder} {target}");
        }
        let list = serve(folder, |assets| assets.listing(true).index("none")).await.get("/site/").await.text();
        for (name, is_listed) in
            [("docs/", true), ("data.json", true), ("../", false), ("hidden", false), (".private", false)]
        {
            assert_eq!(list.contains(name), is_listed, "{folder} {name}: {list}");
        }
        assert_eq!(with.ask("HEAD", "/site/pictures/", &[]).await.status, 200, "{folder}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn names_in_a_list_are_text_and_links_are_links() {
    let folder = Folder::new();
    folder
        .write("<script>alert(1)<!--", "1")
        .write("a&b \"c\" 'd'.txt", "2")
        .write("100%.txt", "3")
        .write("a?b#c", "4");
    folder.write("javascript:alert(1)", "5").write(".hidden", "6").write("name\nline", "7").write("back\\slash", "8");
    folder.write("名/<b>/x", "9").link("out", "/etc").link("gone", "nowhere").link("in", "100%.txt");
    folder.pipe("pipe");
    let path: &'static str = folder.text("").leak();
    let app = Both::of(|| app().assets("/s", Assets::new(path).listing(true))).await;
    let page = app.get("/s/").await.text();
    let items: Vec<_> = page.lines().filter(|line| line.starts_with("<li>")).collect();
    let expected = [
        r#"<li><a href="%E5%90%8D/">名/</a></li>"#,
        r#"<li><a href="100%25.txt">100%.txt</a></li>"#,
        r#"<li><a href="%3Cscript%3Ealert%281%29%3C%21--">&lt;script&gt;alert(1)&lt;!--</a></li>"#,
        r#"<li><a href="a%26b%20%22c%22%20%27d%27.txt">a&amp;b &quot;c&quot; &#39;d&#39;.txt</a></li>"#,
        r#"<li><a href="a%3Fb%23c">a?b#c</a></li>"#,
        r#"<li><a href="in">in</a></li>"#,
        r#"<li><a href="javascript%3Aalert%281%29">javascript:alert(1)</a></li>"#,
    ];
    assert_eq!(items, expected, "{page}");
    // Every link leads to what it says.
    for (link, body) in
        [("%3Cscript%3Ealert%281%29%3C%21--", "1"), ("a%3Fb%23c", "4"), ("javascript%3Aalert%281%29", "5")]
    {
        assert_eq!(app.get(&format!("/s/{link}")).await.told(), (200, body.to_owned()), "{link}");
    }
    let inner = app.get("/s/%E5%90%8D/").await.text();
    assert!(inner.contains("<h1>/s/名/</h1>") && inner.contains(r#"<a href="%3Cb%3E/">&lt;b&gt;/</a>"#), "{inner}");
    let innermost = app.get("/s/%E5%90%8D/%3Cb%3E/").await.text();
    assert!(innermost.contains("<h1>/s/名/&lt;b&gt;/</h1>") && !innermost.contains("<b>"), "{innermost}");
}

#[tokio::test]
async fn what_changes_on_the_disk_is_served_at_once() {
    let folder = Folder::new();
    folder.write("a.txt", "one");
    let path: &'static str = folder.text("").leak();
    let app = Both::of(|| app().assets("/s", path)).await;
    assert_eq!(app.get("/s/a.txt").await.told(), (200, "one".to_owned()));
    folder.write("a.txt", "three").write("b.txt", "two");
    assert_eq!(app.get("/s/a.txt").await.told(), (200, "three".to_owned()));
    assert_eq!(app.get("/s/b.txt").await.told(), (200, "two".to_owned()));
    std::fs::remove_file(folder.path("a.txt")).expect("it goes");
    assert_eq!(app.get("/s/a.txt").await.status, 404);
}
