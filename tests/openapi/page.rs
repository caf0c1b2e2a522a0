//! The page that shows the document.

use framework::prelude::*;

fn app() -> App {
    crate::app()
}

#[tokio::test]
async fn the_page_and_all_its_parts_come_from_this_server() {
    let app = app().test();
    let page = app.get("/docs").await;
    page.assert_status(200).assert_header("content-type", "text/html; charset=UTF-8");
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("http") && !policy.contains("unsafe"));
    let names: Vec<_> = page.text().split('"').filter(|part| part.starts_with("docs/")).collect();
    assert_eq!(names.len(), 3, "{}", page.text());
    for name in names {
        let part = app.get(&format!("/{name}")).header("accept-encoding", "gzip").await;
        let tag = part.assert_status(200).header("etag").expect("an entity tag").to_owned();
        app.get(&format!("/{name}"))
            .header("accept-encoding", "gzip")
            .header("if-none-match", tag)
            .await
            .assert_status(304);
    }
    assert!(!page.text().contains("//"), "nothing foreign is loaded");
}

#[tokio::test]
async fn a_part_that_is_compressed_is_not_sent_to_whom_does_not_take_it() {
    app().test().get("/docs/swagger-ui.js").await.assert_status(406);
    let sent = app().test().get("/docs/swagger-ui.css").header("accept-encoding", "gzip").await;
    sent.assert_header("content-encoding", "gzip").assert_header("content-type", "text/css; charset=UTF-8");
}

#[tokio::test]
async fn the_page_is_switched_off_with_the_document() {
    let app = app().set("http.docs", "off").test();
    for path in ["/docs", "/docs/start.js", "/docs/swagger-ui.js", "/docs/swagger-ui.css", "/openapi.json"] {
        app.get(path).await.assert_status(404);
    }
}

mod own {
    use super::*;

    #[get_mapping("/docs")]
    fn docs() -> &'static str {
        "own"
    }

    #[tokio::test]
    async fn what_the_program_has_there_itself_goes_first() {
        let app = App::new().module(module_path!()).set("http.docs", "on").test();
        app.get("/docs").await.assert_text("own");
        app.get("/docs/start.js").await.assert_status(404);
        app.get("/openapi.json").await.assert_status(200);
    }
}
