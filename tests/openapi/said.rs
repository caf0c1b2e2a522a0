//! What comments, attributes, guards and settings say.

use framework::{
    Security,
    chrono::NaiveDate,
    prelude::*,
    serde_json::{Value, json},
};

use crate::document;

#[derive(Debug, thiserror::Error, HttpError)]
enum ShelfError {
    #[error("private")]
    #[invalid(404, "no shelf {0}")]
    Missing(u8),
    #[error("private")]
    #[invalid(409, "it is full")]
    Full,
}

struct Reader;

impl Guard for Reader {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(Reader)
    }

    fn describe(description: &mut Description<'_>) {
        description.security(Security::header("X-Key"));
        description.problem(HttpStatus::FORBIDDEN);
        description.reason(HttpStatus::FORBIDDEN, "for readers alone");
    }
}

struct Anybody;

impl Guard for Anybody {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Ok(Anybody)
    }
}

#[derive(Default)]
struct Shelves;

/// Where the books stand.
///
/// All of them.
#[controller("/shelves")]
impl Shelves {
    /// Finds a shelf.
    ///
    /// By its *number*.
    #[get_mapping("/<number|u8>")]
    fn find(
        /// From one.
        number: u8,
        /// How many books.
        #[query(default = 3)]
        books: u8,
    ) -> Result<String, ShelfError> {
        match number {
            0 => Err(ShelfError::Missing(number)),
            1 => Err(ShelfError::Full),
            number => Ok(format!("{number} {books}")),
        }
    }

    #[post_mapping("/", body_limit = "3 KiB")]
    fn add(
        /// What is put there.
        #[json]
        titles: Vec<String>,
    ) -> Created {
        drop(titles);
        Created::at("/shelves/7", ())
    }

    #[post_mapping]
    fn label(
        /// In capitals.
        #[form]
        text: String,
    ) -> String {
        text
    }

    #[get_mapping]
    #[deprecated(since = "2.0.0", note = "ask for `find`")]
    fn old() {}

    #[deprecated]
    #[get_mapping]
    fn older() {}

    #[api(hidden)]
    #[get_mapping]
    fn secret() {}

    #[get_mapping]
    fn guarded(#[guard] _reader: Reader, #[guard] _anybody: Anybody, session: Session) -> bool {
        session.id().is_some()
    }

    #[get_mapping]
    fn due(since: NaiveDate) -> NaiveDate {
        since
    }
}

#[derive(Default)]
struct Cellar;

#[controller("/cellar")]
#[api(hidden)]
impl Cellar {
    #[get_mapping]
    fn door() {}
}

#[get_mapping("/shelves/free")]
#[framework::api(hidden)]
fn hidden() {}

#[api(hidden)]
#[get_mapping("/shelves/before")]
fn hidden_before() {}

fn app() -> App {
    App::new().module(module_path!()).set("http.docs", "on")
}

async fn operation(path: &str, method: &str) -> Value {
    document(app().test()).await["paths"][path][method].clone()
}

fn reason(operation: &Value, status: &str) -> String {
    operation["responses"][status]["description"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn comments_are_summary_and_description_of_operations_arguments_and_controllers() {
    let document = document(app().test()).await;
    let find = &document["paths"]["/shelves/{number}"]["get"];
    assert_eq!((&find["summary"], &find["description"]), (&json!("Finds a shelf."), &json!("By its *number*.")));
    assert_eq!(find["parameters"][0]["description"], "From one.");
    assert_eq!(find["parameters"][1]["description"], "How many books.");
    assert_eq!(
        document["tags"],
        json!([{ "name": "Shelves", "description": "Where the books stand.\n\nAll of them." }])
    );
    assert_eq!(document["paths"]["/shelves"]["post"]["requestBody"]["description"], "What is put there.");
    let label = &document["paths"]["/shelves/label"]["post"]["requestBody"]["content"];
    let text = &label["application/x-www-form-urlencoded"]["schema"]["properties"]["text"];
    assert_eq!(text, &json!({ "type": "string", "description": "In capitals." }));
}

#[tokio::test]
async fn title_and_version_are_those_of_the_package() {
    let document = document(app().test()).await;
    assert_eq!(document["info"], json!({ "title": "framework", "version": env!("CARGO_PKG_VERSION") }));
    assert_eq!(document["servers"], json!([{ "url": "/" }]));
}

#[tokio::test]
async fn refusals_say_what_they_are_for() {
    let find = operation("/shelves/{number}", "get").await;
    assert_eq!(reason(&find, "404"), "Not Found: no shelf {0}; a segment of the path is not what it must be");
    assert_eq!(reason(&find, "409"), "Conflict: it is full");
    assert_eq!(reason(&operation("/shelves", "post").await, "413"), "Payload Too Large: more than 3 KiB");
    assert_eq!(reason(&operation("/shelves/label", "post").await, "413"), "Payload Too Large: more than 2 MiB");
    let created = operation("/shelves", "post").await["responses"]["201"].clone();
    assert_eq!(created["headers"]["location"]["required"], true);
}

#[tokio::test]
async fn what_should_not_be_called_any_more_says_so() {
    let old = operation("/shelves/old", "get").await;
    assert_eq!((&old["deprecated"], &old["description"]), (&json!(true), &json!("Deprecated: ask for `find`")));
    assert_eq!(operation("/shelves/older", "get").await["deprecated"], true);
}

#[tokio::test]
async fn hidden_routes_are_served_and_described_nowhere() {
    let app = app().test();
    let described = document(app.clone()).await;
    for path in ["/shelves/secret", "/shelves/free", "/shelves/before", "/cellar/door"] {
        app.get(path).await.assert_status(200);
        assert!(described["paths"][path].is_null(), "{path}");
    }
    let contract = self::app().contract().expect("a contract").to_string();
    assert!(contract.contains("GET /shelves/due") && !contract.contains("secret") && !contract.contains("cellar"));
}

#[tokio::test]
async fn a_guard_says_how_a_caller_shows_who_it_is_and_a_session_may_be_missing() {
    let described = document(app().test()).await;
    let guarded = &described["paths"]["/shelves/guarded"]["get"];
    assert_eq!(guarded["security"], json!([{ "header.X-Key": [] }, { "header.X-Key": [], "session": [] }]));
    let schemes = &described["components"]["securitySchemes"];
    assert_eq!(schemes["header.X-Key"], json!({ "type": "apiKey", "in": "header", "name": "X-Key" }));
    assert_eq!(schemes["session"], json!({ "type": "apiKey", "in": "cookie", "name": "session" }));
    assert_eq!(reason(guarded, "401"), "Unauthorized");
    assert_eq!(reason(guarded, "403"), "Forbidden: for readers alone");
    assert!(!reason(guarded, "default").is_empty(), "the other guard says nothing");
}

#[tokio::test]
async fn dates_are_described_as_the_settings_have_them_written() {
    let described = document(app().set("http.date_format", "%d.%m.%Y").test()).await;
    let due = &described["paths"]["/shelves/due"]["get"];
    let written =
        |day: &str| json!({ "type": "string", "pattern": "^[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$", "examples": [day] });
    let iso = json!({ "type": "string", "format": "date" });
    assert_eq!(due["parameters"][0]["schema"], json!({ "anyOf": [iso, written("12.10.2022")] }));
    assert_eq!(due["responses"]["200"]["content"]["text/plain"]["schema"], written("01.01.1970"));
}

mod handled {
    use super::*;

    #[framework::invalid_handler(404)]
    fn missing(invalid: &Invalid) -> HtmlResponse {
        HtmlResponse::new(invalid.status().to_string())
    }

    #[get_mapping("/handled/<id>")]
    fn find(id: u8) -> Option<u8> {
        Some(id).filter(|id| *id > 7)
    }

    #[tokio::test]
    async fn a_function_that_answers_refusals_is_described_in_their_place() {
        let app = App::new().module(module_path!()).set("http.docs", "on").test();
        let described = document(app.clone()).await;
        let responses = &described["paths"]["/handled/{id}"]["get"]["responses"];
        assert_eq!(responses["404"]["content"], json!({ "text/html": { "schema": { "type": "string" } } }));
        assert!(responses["400"]["content"]["application/problem+json"].is_object());
        app.assert_conformance().await;
    }
}
