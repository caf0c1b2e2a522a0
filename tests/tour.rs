//! The tour is the main job: every link on its index page is followed.

#[path = "../examples/tour/site/mod.rs"]
mod site;

use framework::prelude::*;

#[tokio::test]
async fn every_link_of_the_index_page_is_answered_as_it_says() {
    let app = site::app(App::new()).test();
    let index = app.get("/").await;
    index
        .assert_status(200)
        .assert_header("content-type", "text/html; charset=UTF-8")
        .assert_header("x-tour", "framework");
    let links = links(index.text());
    assert!(links.len() > 30, "only {} links", links.len());
    for (target, status) in links {
        let answer = app.get(&target).await;
        answer.assert_status(status);
        assert!(answer.header("x-request-id").is_some(), "{target} has no request id");
    }
}

#[tokio::test]
async fn every_get_route_has_a_link() {
    let index = site::app(App::new()).test().get("/").await;
    for route in App::new().routes().iter().filter(|route| route.methods == ["GET"] && route.pattern != "/") {
        assert!(
            route.documentation.contains("Try `"),
            "{} at {}:{} has no link",
            route.pattern,
            route.file,
            route.line
        );
        assert!(index.text().contains(route.function), "{} is not on the page", route.function);
    }
}

#[tokio::test]
async fn what_is_posted_is_kept() {
    let app = site::app(App::new()).test();
    let ada = serde_json::json!({ "index": 1, "name": "Ada" });
    app.post("/club/members").json(&ada).await.assert_status(201);
    let expected = r#"{"items":[{"index":1,"name":"Ada","payment":"cash"}],"total":1}"#;
    app.get("/club/members").await.assert_text(expected);
    let wrong = serde_json::json!({ "index": "x", "name": 1 });
    let problem = app.post("/club/members").json(&wrong).await;
    let problem: serde_json::Value = problem.assert_status(422).json();
    let pointers = [&problem["errors"][0]["pointer"], &problem["errors"][1]["pointer"]];
    assert_eq!(pointers, ["/index", "/name"]);
    app.post("/parameters/length").body("hello").await.assert_text("5");
    app.get("/mounted/a/b").await.assert_text("mounted, asked for /a/b");
    let propfind = http::Method::from_bytes(b"PROPFIND").expect("a method");
    app.request(propfind, "/parameters/methods").await.assert_text("PROPFIND");
}

#[tokio::test]
async fn the_form_of_the_tour_is_posted_as_a_browser_does() {
    let app = site::app(App::new()).test();
    let page = app.get("/forms/table").await;
    page.assert_status(200).assert_header("content-type", "text/html; charset=UTF-8");
    let names: Vec<_> = page.text().split("<input name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let expected =
        ["name", "guests", "mail", "vegetarian", "wish", "wish", "address.street", "address.city", "voucher"];
    assert_eq!(names, expected);
    let fields = [
        ("name", "Ada L."),
        ("guests", "2"),
        ("mail", "ada@example.org"),
        ("vegetarian", "on"),
        ("wish", "window"),
        ("wish", "quiet"),
        ("address.street", "High Street"),
        ("address.city", "Ely"),
    ];
    let answer = app.post("/forms/table").form(&fields).await;
    let text = "A table for 2, Ada L. <ada@example.org> of High Street, Ely. Vegetarian. Wishes: window, quiet.";
    answer.assert_text(text);
    assert_eq!(answer.header("set-cookie"), Some("guest=Ada%20L.; HttpOnly; SameSite=Lax; Path=/"));
    let known = app.get("/forms/guest").cookie("guest", "Ada L.").await;
    known.assert_text("The last table was reserved by Ada L..");
    let wrong = [("name", "A"), ("guests", "200"), ("mail", "x"), ("address[city]", "E")];
    let problem: serde_json::Value = app.post("/forms/table").form(&wrong).await.assert_status(422).json();
    let pointers: Vec<_> = problem["errors"].as_array().expect("errors").iter().map(|it| &it["pointer"]).collect();
    assert_eq!(pointers, ["/address/street", "/name", "/guests", "/mail", "/address/city"]);
    let parts = serde_json::json!({ "from": { "name": "Ada" }, "lines": ["a", "b"] });
    app.post("/parameters/parts").json(&parts).await.assert_text("Ada: 2 lines");
}

#[tokio::test]
async fn the_tour_has_settings_of_its_own() {
    site::app(App::new()).test().get("/settings").await.assert_text("Welcome! 12 rooms, Candles, the door is open.");
    let app =
        site::app(App::new()).set("tour.rooms", 7).set("tour.key", "sesame").set("tour.light", "day-light").test();
    app.get("/settings").await.assert_text("Welcome! 7 rooms, DayLight, the door is locked.");
}

#[tokio::test]
async fn the_document_has_every_route() {
    let document: serde_json::Value = site::app(App::new()).test().get("/openapi.json").await.json();
    let operations: usize = document["paths"]
        .as_object()
        .expect("paths")
        .values()
        .map(|path| path.as_object().expect("a path").len())
        .sum();
    // OpenAPI has no word for other methods.
    let known = App::new().routes().into_iter().filter(|route| !route.methods.contains(&"PROPFIND"));
    assert_eq!(operations, known.count());
}

/// The targets of all links, with the status that the page promises.
fn links(page: &str) -> Vec<(String, u16)> {
    let links = page.split("<a href=\"").skip(1).map(|link| {
        let (target, rest) = link.split_once("\">").expect("a whole link");
        let promised = rest.split_once("</a> → ").filter(|(text, _)| !text.contains('<'));
        let status = promised.and_then(|(_, status)| status.get(..3)?.parse().ok()).unwrap_or(200);
        (target.replace("&amp;", "&"), status)
    });
    links.collect()
}
