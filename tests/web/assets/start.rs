//! What cannot be served stops the start.

use framework::prelude::*;

use super::{FOLDER, app};
use crate::{refused, socket::Folder};

#[tokio::test]
async fn a_folder_that_cannot_be_served_stops_the_start_with_its_place() {
    let folder = Folder::new();
    folder.write("a.txt", "a");
    let cases = [
        (Assets::new(folder.text("nothing")), "nothing"),
        (Assets::new(folder.text("a.txt")), "a.txt"),
        (Assets::new(":/nothing"), "`:/nothing` has no files"),
        (Assets::new(":/web-site/data.json"), "`:/web-site/data.json` has no files"),
        (Assets::new(folder.text("")).single_page("app.html"), "no file `app.html`"),
        (Assets::new(":/web-site").single_page("app.html"), "no file `app.html`"),
        (Assets::new(":/web-site").cache_control("a\r\nb: c"), "cannot be sent as `Cache-Control`"),
    ];
    for (assets, expected) in cases {
        let line = line!() + 1;
        let report = refused(app().assets("/broken", assets)).await;
        assert!(report.contains("`App::assets(\"/broken\", …)`"), "{report}");
        assert!(report.contains(expected), "{expected}: {report}");
        assert!(report.contains(&format!("{}:{line}", file!())), "line {line}: {report}");
    }
}

#[tokio::test]
async fn all_that_is_wrong_is_told_together() {
    let broken =
        app().assets("/a", "no/such/folder").assets("/b", ":/nothing").assets("/c", FOLDER).assets("/c", FOLDER);
    let report = refused(broken).await;
    for part in ["/a", "no/such/folder", "/b", ":/nothing", "/c", "something is mounted there already"] {
        assert!(report.contains(part), "{part}: {report}");
    }
}

#[tokio::test]
async fn a_prefix_that_is_taken_or_no_plain_path_stops_the_start() {
    for (first, second) in [("/a", "/a"), ("/", "/"), ("/a/b", "/a/b"), ("/a%20b", "/a%20b")] {
        let report = refused(app().assets(first, FOLDER).assets(second, ":/web-site")).await;
        assert!(report.contains("something is mounted there already"), "{first} {second}: {report}");
        let service = tower::service_fn(|_: http::Request<Body>| async {
            Ok::<_, std::convert::Infallible>(http::Response::new(Body::empty()))
        });
        let report = refused(app().mount(first, service).assets(second, FOLDER)).await;
        assert!(report.contains("something is mounted there already"), "{first} {second}: {report}");
    }
    for prefix in ["/<id>", "/a/<*rest>", "/a//b", "/a/", "/../a", "/a?b"] {
        let report = refused(app().assets(prefix, FOLDER)).await;
        assert!(report.contains(&format!("the prefix `{prefix}`")), "{prefix}: {report}");
    }
}
