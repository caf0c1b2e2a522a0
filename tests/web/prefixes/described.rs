//! Prefixes of literals are described.

use framework::{Prefixed, prefixed, prelude::*, serde_json::Value};

#[derive(Default)]
struct Described;

#[controller("/described")]
impl Described {
    #[get_mapping]
    fn written(late: bool) -> &'static str {
        if late { "$html:<h1>late</h1>" } else { "$redirect:/early" }
    }

    #[get_mapping("/asked", prefixed)]
    async fn asked(n: u32) -> Result<String, Invalid> {
        Ok(format!("$json:[{n}]"))
    }

    #[get_mapping("/never", prefixed = false)]
    fn never() -> String {
        "$json:as text".to_owned()
    }

    #[get_mapping]
    fn plain() -> &'static str {
        "plain"
    }

    #[get_mapping]
    fn formatted(n: u32) -> Prefixed {
        prefixed!("$html:{n}")
    }
}

#[tokio::test]
async fn the_prefixes_of_literals_are_described() {
    let app = App::new().only::<Described>().set("http.docs", "on").test();
    let document: Value = app.get("/openapi.json").await.assert_status(200).json();
    let cases: [(&str, &str, &[&str]); 5] = [
        ("written", "200", &["text/html", "text/plain"]),
        ("asked", "200", &["application/json", "text/plain"]),
        ("never", "200", &["text/plain"]),
        ("plain", "200", &["text/plain"]),
        ("formatted", "default", &[]),
    ];
    for (path, status, media_types) in cases {
        let responses = &document["paths"][format!("/described/{path}")]["get"]["responses"];
        let content = responses[status]["content"].as_object();
        let found: Vec<_> = content.into_iter().flat_map(|content| content.keys()).collect();
        assert_eq!(found, media_types, "{path}: {responses}");
        assert!(responses[status].is_object(), "{path}: {responses}");
        assert_eq!(responses["default"].is_object(), !["never", "plain"].contains(&path), "{path}: {responses}");
    }
    let written = &document["paths"]["/described/written"]["get"]["responses"];
    assert!(written["302"].is_object() && written["302"]["content"].is_null(), "{written}");
}
