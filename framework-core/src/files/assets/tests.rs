use std::fs;

use http::Request;

use super::*;
use crate::{
    request::Sender,
    resources::tests::{embedded, empty_folder, of_folder},
};

/// The files that most tests serve.
const FILES: &[(&str, &[u8])] = &[
    ("app.js", b"plain"),
    ("app.js.br", b"brotli"),
    ("app.js.gz", b"gzip"),
    ("index.html", b"home"),
    ("docs/index.html", b"docs"),
    ("docs/a b&c.txt", b"text"),
    ("pictures/1.png", b"png"),
];

fn folder(name: &str) -> PathBuf {
    let folder = empty_folder(name);
    for (path, bytes) in FILES {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

/// The same files on disk and in the program.
fn both(name: &str) -> [(Assets, Context); 2] {
    let resources = Context { resources: embedded(FILES), ..Context::default() };
    [(Assets::from(folder(name)), Context::default()), (Assets::new(":/"), resources)]
}

fn head(method: &str, target: &str, headers: &[(&str, &str)]) -> RequestHead {
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    RequestHead::new(request.body(()).expect("a request").into_parts().0, Sender::default())
}

/// The answer to a request for `/static`, and what follows.
async fn ask(
    (assets, context): (&Assets, &Context),
    method: &str,
    rest: &str,
    headers: &[(&str, &str)],
) -> Result<Response, Invalid> {
    let (path, query) = rest.split_once('?').map_or((rest, String::new()), |(path, query)| (path, format!("?{query}")));
    assets.answer("/static", path, &head(method, &format!("/static{query}"), headers), context).await
}

/// The body of a 200.
async fn text(assets: &Assets, context: &Context, rest: &str) -> Option<String> {
    let response = ask((assets, context), "GET", rest, &[]).await.ok().filter(|response| response.status() == 200)?;
    let body = response.into_body().read(100_000).await.expect("a body");
    Some(String::from_utf8(body.to_vec()).expect("UTF-8"))
}

#[tokio::test]
async fn files_and_index_files_are_sent() {
    let cases = [
        ("/app.js", Some("plain")),
        ("/app.js.gz", Some("gzip")),
        ("/", Some("home")),
        ("/docs/", Some("docs")),
        ("/docs/a%20b%26c.txt", Some("text")),
        ("/docs/a%2520b&c.txt", None),
        ("/pictures/", None),
        ("/nothing", None),
        ("/app.js/", None),
        ("/app.js/x", None),
        ("/APP.js.zst", None),
    ];
    for (assets, context) in both("files") {
        for (rest, expected) in cases {
            assert_eq!(text(&assets, &context, rest).await.as_deref(), expected, "{assets} {rest}");
        }
        let response = ask((&assets, &context), "GET", "/docs/", &[]).await.expect("a file");
        assert_eq!(response.headers()["content-type"], "text/html; charset=UTF-8");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert!(response.headers().contains_key("etag") && !response.headers().contains_key("vary"));
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let root = folder("attacks");
    fs::write(root.join(".env"), "secret").expect("a file");
    fs::create_dir(root.join(".git")).expect("a folder");
    fs::write(root.join(".git/config"), "secret").expect("a file");
    let outside = root.with_extension("secret");
    fs::write(&outside, "secret").expect("a file");
    let sibling = outside.file_name().and_then(|name| name.to_str()).expect("a name");
    let mut attacks: Vec<String> = [
        "/../{}",
        "/%2e%2e/{}",
        "/%2E%2E/{}",
        "/.%2e/{}",
        "/%2e%2e%2f{}",
        "/..%2f{}",
        "/..%5c{}",
        "/..\\{}",
        "/%2f..%2f{}",
        "/docs/../../{}",
        "/docs/%2e%2e/%2e%2e/{}",
        "/docs/..%2f..%2f{}",
        "/docs/..\\..\\{}",
        "/%252e%252e/{}",
        "/%252e%252e%252f{}",
        "/%c0%ae%c0%ae/{}",
        "/..;/{}",
        "/.../{}",
        "/%2e%2e%00/{}",
        "/app.js%00/../../{}",
    ]
    .map(|attack| attack.replace("{}", sibling))
    .into();
    attacks.extend(
        [
            "//etc/passwd",
            "///etc/passwd",
            "/%2fetc/passwd",
            "/%2fetc%2fpasswd",
            "/etc/passwd",
            "/C:/Windows/win.ini",
            "/c:%5cwindows%5cwin.ini",
            "/%5c%5chost%5cshare",
            "/.env",
            "/%2eenv",
            "/%2Eenv",
            "/.git/config",
            "/.git/",
            "/.git",
            "/%2egit/config",
            "/docs/.",
            "/docs/./index.html",
            "/docs/%2e/",
            "/.",
            "/..",
            "/../",
            "/%00",
            "/app.js%00",
            "/app.js%00.txt",
            "/app.js%0a",
            "/app.js%0d%0aX:1",
            "/app.js%7f",
            "/app.js%ff",
            "/docs%2findex.html",
            "/docs%5cindex.html",
            "/docs\\index.html",
            "/docs//index.html",
            "//",
            "//docs/",
            "/docs//",
            "/app.js::$DATA",
            "/%",
            "/%2",
            "/%zz",
            "/~root",
            "/file:///etc/passwd",
            "/app.js%20",
            "/app.js.",
            "/proc/self/environ",
        ]
        .map(str::to_owned),
    );
    attacks.push(format!("/{}", "a".repeat(255)));
    attacks.push(format!("/{}", "a".repeat(256)));
    attacks.push("/a".repeat(4000));
    attacks.push("/docs/..".repeat(2000));
    let links = [("out", "/etc"), ("passwd", "/etc/passwd"), ("nowhere", "/nowhere/at/all")];
    for (link, target) in links.iter().filter(|_| cfg!(unix)) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, root.join(link)).expect("a link");
        let _ = (link, target);
    }
    attacks.extend(["/out/passwd", "/out/", "/out/hostname", "/passwd", "/nowhere"].map(str::to_owned));
    let made = std::process::Command::new("mkfifo").arg(root.join("fifo")).status();
    attacks.extend(made.is_ok_and(|made| made.success()).then(|| "/fifo".to_owned()));

    let in_program = Context { resources: embedded(FILES), ..Context::default() };
    let while_developing = Context { resources: of_folder("/web", &root), ..Context::default() };
    let served = [
        (Assets::from(root.clone()), Context::default()),
        (Assets::new(":/"), in_program),
        (Assets::new(":/web"), while_developing),
    ];
    for (assets, context) in served {
        let assets = assets.listing(true);
        for attack in &attacks {
            // A FIFO that is opened blocks; a test that hangs says less than one that fails.
            let answer = ask((&assets, &context), "GET", attack, &[]);
            let answer = tokio::time::timeout(std::time::Duration::from_secs(10), answer).await.expect("an answer");
            let invalid = answer.expect_err(attack);
            assert!(invalid.is_declined() && invalid.status() == 404, "{assets} {attack}: {invalid:?}");
        }
        assert_eq!(text(&assets, &context, "/app.js").await.as_deref(), Some("plain"));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn links_inside_the_folder_are_followed() {
    let root = folder("inner links");
    std::os::unix::fs::symlink("docs", root.join("guide")).expect("a link");
    std::os::unix::fs::symlink("docs/index.html", root.join("start")).expect("a link");
    let (assets, context) = (Assets::from(root), Context::default());
    assert_eq!(text(&assets, &context, "/guide/").await.as_deref(), Some("docs"));
    assert_eq!(text(&assets, &context, "/start").await.as_deref(), Some("docs"));
}

#[tokio::test]
async fn a_folder_without_its_slash_is_redirected_with_the_query() {
    let cases = [
        ("", "/static/"),
        ("?a=1", "/static/?a=1"),
        ("/docs", "/static/docs/"),
        ("/docs?next=//evil.example&x=%20", "/static/docs/?next=//evil.example&x=%20"),
        ("/d%6fcs", "/static/d%6fcs/"),
        ("/pictures", "/static/pictures/"),
    ];
    for (assets, context) in both("redirects") {
        for (rest, location) in cases {
            let response = ask((&assets, &context), "GET", rest, &[]).await.expect("a redirect");
            assert_eq!(
                (response.status().as_u16(), &response.headers()["location"]),
                (308, &location.parse().expect("a value"))
            );
        }
        for (mount, rest) in [("/", "docs"), ("", "/docs"), ("/", "/docs")] {
            let response = assets.answer(mount, rest, &head("GET", "/docs", &[]), &context).await.expect("a redirect");
            assert_eq!(response.headers()["location"], "/docs/");
        }
        let response = assets.answer("/", "", &head("GET", "/", &[]), &context).await.expect("the index");
        assert_eq!(response.status(), 200);
    }
}

#[tokio::test]
async fn what_lies_compressed_beside_a_file_is_sent_to_those_who_accept_it() {
    let cases: [(&str, Option<&str>, &str, Option<&str>); 9] = [
        ("/app.js", None, "plain", None),
        ("/app.js", Some("gzip, br"), "brotli", Some("br")),
        ("/app.js", Some("gzip, br;q=0.5"), "gzip", Some("gzip")),
        ("/app.js", Some("zstd"), "plain", None),
        ("/app.js", Some("zstd, *;q=0.1"), "brotli", Some("br")),
        ("/app.js", Some("identity, *;q=0.5"), "plain", None),
        ("/app.js", Some("*;q=0"), "plain", None),
        ("/app.js.gz", Some("gzip, br"), "gzip", None),
        ("/index.html", Some("gzip, br"), "home", None),
    ];
    for (assets, context) in both("variants") {
        let mut tags = std::collections::BTreeSet::new();
        for (rest, accepted, content, coding) in cases {
            let headers = accepted.map(|accepted| ("accept-encoding", accepted));
            let response = ask((&assets, &context), "GET", rest, headers.as_slice()).await.expect("a file");
            let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
            assert_eq!(header("content-encoding"), coding, "{assets} {accepted:?}");
            assert_eq!(header("vary"), (rest == "/app.js").then_some("Accept-Encoding"), "{assets} {accepted:?}");
            if rest == "/app.js" {
                assert_eq!(header("content-type"), Some("text/javascript; charset=UTF-8"), "{accepted:?}");
                tags.extend(header("etag").map(|tag| (coding, tag.to_owned())));
            } else if rest == "/app.js.gz" {
                assert_eq!(header("content-type"), Some("application/gzip"));
            }
            assert_eq!(response.into_body().read(100).await.expect("a body"), content, "{assets} {accepted:?}");
        }
        let distinct: std::collections::BTreeSet<_> = tags.iter().map(|(_, tag)| tag).collect();
        assert_eq!((tags.len(), distinct.len()), (3, 3), "{tags:?}");
    }
}

#[tokio::test]
async fn ranges_and_conditions_are_those_of_what_is_sent() {
    for (assets, context) in both("ranges") {
        let encoded = [("accept-encoding", "br"), ("range", "bytes=1-2")];
        let response = ask((&assets, &context), "GET", "/app.js", &encoded).await.expect("a part");
        assert_eq!(
            (response.status().as_u16(), &response.headers()["content-range"]),
            (206, &"bytes 1-2/6".parse().expect("a value"))
        );
        let whole = ask((&assets, &context), "GET", "/app.js", &encoded[..1]).await.expect("a file");
        let tag = whole.headers()["etag"].to_str().expect("text").to_owned();
        for (accepted, status) in [("br", 304), ("gzip", 200)] {
            let headers = [("accept-encoding", accepted), ("if-none-match", &*tag)];
            let response = ask((&assets, &context), "GET", "/app.js", &headers).await.expect("an answer");
            assert_eq!(response.status(), status, "{accepted}");
            assert_eq!(response.headers()["vary"], "Accept-Encoding");
        }
    }
}

#[tokio::test]
async fn only_get_and_head_are_served() {
    for (assets, context) in both("methods") {
        let head = ask((&assets, &context), "HEAD", "/app.js", &[]).await.expect("a head");
        assert_eq!((head.status().as_u16(), head.body().len()), (200, Some(5)));
        let options = ask((&assets, &context), "OPTIONS", "/app.js", &[]).await.expect("an answer");
        assert_eq!((options.status().as_u16(), &options.headers()["allow"]), (204, &ALLOWED));
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"] {
            let invalid = ask((&assets, &context), method, "/app.js", &[]).await.expect_err(method);
            let response = invalid.render(crate::invalid::Form::Json, "/");
            assert_eq!((response.status().as_u16(), &response.headers()["allow"]), (405, &ALLOWED), "{method}");
        }
    }
}

#[tokio::test]
async fn a_folder_without_index_is_listed_where_that_is_wanted() {
    for (assets, context) in both("listings") {
        let assets = assets.index("none.html");
        assert_eq!(text(&assets, &context, "/").await, None);
        let assets = assets.listing(true);
        let page = text(&assets, &context, "/").await.expect("a page");
        let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part}: {page}"));
        assert!(at("<h1>/static/</h1>") < at("\"docs/\"") && at("\"docs/\"") < at("\"pictures/\""));
        assert!(at("\"pictures/\"") < at("\"app.js\"") && !page.contains("../"), "{page}");
        let page = text(&assets, &context, "/docs/").await.expect("a page");
        for part in ["<h1>/static/docs/</h1>", "href=\"../\"", "href=\"a%20b%26c.txt\">a b&amp;c.txt<"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert_eq!(text(&assets, &context, "/nothing/").await, None);
        assert_eq!(text(&assets, &context, "/app.js/").await, None);
    }
}

#[tokio::test]
async fn a_single_page_answers_for_what_has_no_extension() {
    let cases = [
        ("/users/7", Some("home")),
        ("/users/", Some("home")),
        ("/pictures/", Some("home")),
        ("/app.js", Some("plain")),
        ("/docs/", Some("docs")),
        ("/nothing.js", None),
        ("/users/7.json", None),
        ("/.env", None),
        ("/..%2fusers", None),
        ("/users%00", None),
    ];
    for (assets, context) in both("single page") {
        let assets = assets.single_page("index.html").cache_control("no-cache");
        for (rest, expected) in cases {
            assert_eq!(text(&assets, &context, rest).await.as_deref(), expected, "{assets} {rest}");
        }
        let response = ask((&assets, &context), "GET", "/users/7", &[]).await.expect("the page");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        assert_eq!(assets.check(&context), Ok(()));
    }
}

#[test]
fn what_is_wrong_is_said_at_start() {
    let root = folder("checks");
    let context = Context { resources: embedded(FILES), ..Context::default() };
    let cases = [
        (Assets::from(root.clone()), None),
        (Assets::from(root.join("nothing")), Some("make it")),
        (Assets::from(root.join("app.js")), Some("app.js` cannot be served")),
        (Assets::from(root.clone()).single_page("app.html"), Some("no file `app.html`")),
        (Assets::from(root.clone()).single_page("../checks/app.js"), Some("no file `../checks/app.js`")),
        (Assets::from(root).cache_control("no\n"), Some("`no\\n` cannot be sent")),
        (Assets::new(":/docs"), None),
        (Assets::new(":/docs/"), None),
        (Assets::new(":/"), None),
        (Assets::new(":/nothing"), Some("`:/nothing` has no files")),
        (Assets::new(":/docs").single_page("app.js"), Some("`:/docs` has no file `app.js`")),
    ];
    for (assets, expected) in cases {
        let found = assets.check(&context);
        match expected {
            None => assert_eq!(found, Ok(())),
            Some(part) => assert!(found.as_ref().is_err_and(|said| said.contains(part)), "{part}: {found:?}"),
        }
    }
}
