//! Why a request is answered as it is.

use framework::{MissReason, prelude::*};

#[derive(Default)]
struct Shop;

#[controller("/shop")]
impl Shop {
    #[get_mapping("/items/<id|int>")]
    fn item(&self, id: i32) -> i32 {
        id
    }

    #[get_mapping("/items/<name>")]
    fn named(&self, name: &str) -> String {
        name.to_owned()
    }

    #[post_mapping("/items")]
    fn add(&self) {}

    #[get_mapping("/items/<id|int>/parts")]
    fn parts(&self, id: i32) -> i32 {
        id
    }

    #[get_mapping("/files/<*rest>")]
    fn files(&self, rest: &str) -> String {
        rest.to_owned()
    }
}

/// Function that answers, and what is said of each other one.
fn explained(method: &str, path: &str) -> (Option<&'static str>, Vec<(&'static str, MissReason)>) {
    let explanation = App::new().only::<Shop>().explain(method, path).expect("no conflict");
    let others = explanation.others.iter().map(|miss| (miss.route.function, miss.reason.clone()));
    (explanation.answered_by.map(|route| route.function), others.collect())
}

fn segment(found: &str, expected: &str) -> MissReason {
    MissReason::Segment { found: found.to_owned(), expected: expected.to_owned() }
}

#[test]
fn each_route_says_what_kept_it_from_answering() {
    let (answer, others) = explained("GET", "/shop/items/7");
    assert_eq!(answer, Some("Shop::item"));
    assert_eq!(others[0], ("Shop::named", MissReason::Precedence));
    assert!(others.contains(&("Shop::parts", MissReason::Short { expected: "parts".to_owned() })));
    assert!(others.contains(&("Shop::add", MissReason::Long { found: "7".to_owned() })));
    assert!(others.contains(&("Shop::files", segment("items", "files"))));

    let (answer, others) = explained("GET", "/shop/items/x7/parts");
    assert_eq!(answer, None);
    assert_eq!(others[0], ("Shop::named", MissReason::Long { found: "parts".to_owned() }), "{others:?}");
    assert!(others.contains(&("Shop::parts", segment("x7", "<id|int>"))));

    assert_eq!(explained("not a method", "/shop/items/7").0, None);
    let (answer, others) = explained("DELETE", "/shop/items");
    assert_eq!(answer, None);
    assert_eq!(others[0], ("Shop::add", MissReason::Method));
    assert!(explained("GET", "/shop//items").1.iter().all(|(_, reason)| *reason == MissReason::Unmatchable));
}

#[test]
fn a_slash_at_the_end_is_named_with_the_setting_for_it() {
    let (answer, others) = explained("GET", "/shop/items/7/");
    assert_eq!(answer, None);
    assert_eq!(others[0].1, MissReason::TrailingSlash, "{others:?}");
    assert!(others[0].1.to_string().contains("http.trailing_slash"));
    let (_, others) = explained("DELETE", "/shop/items/");
    assert_eq!(others[0], ("Shop::add", MissReason::Method));
}

#[test]
fn what_is_misspelt_is_nearer_than_what_is_something_else() {
    let (_, others) = explained("GET", "/shop/fils/a");
    assert_eq!(others[0], ("Shop::files", segment("fils", "files")), "{others:?}");
}

#[test]
fn of_routes_that_are_as_near_those_of_the_method_go_first() {
    assert_eq!(explained("POST", "/shop").1.first().map(|miss| miss.0), Some("Shop::add"));
    for method in ["GET", "HEAD"] {
        assert_eq!(explained(method, "/shop").1.last().map(|miss| miss.0), Some("Shop::add"));
    }
}

#[test]
fn the_report_names_functions_and_places() {
    let report = App::new().only::<Shop>().explain("GET", "/shop/items/7").expect("no conflict").to_string();
    assert!(
        report.starts_with(
            "GET /shop/items/7 is answered by GET /shop/items/<id|int>  Shop::item  tests/web/explain.rs:"
        )
    );
    assert!(report.contains("would answer, but the other goes first"), "{report}");
}

#[tokio::test]
async fn a_browser_is_shown_the_near_misses_in_a_debug_build() {
    let app = App::new().only::<Shop>().test();
    let page = app.get("/shop/items/%3Cb%3E/parts").header("accept", "text/html,*/*;q=0.8").await;
    page.assert_status(404);
    if cfg!(debug_assertions) {
        page.assert_header("content-type", "text/html; charset=UTF-8");
        assert!(page.text().contains("`&lt;b&gt;` is not `&lt;id|int&gt;`"), "{}", page.text());
        assert!(page.text().contains("Shop::item"));
    }
    let problem = app.get("/shop/nothing").header("accept", "*/*").await;
    problem.assert_status(404).assert_header("content-type", "application/problem+json");
}

#[tokio::test]
async fn a_test_that_fails_shows_the_near_misses_in_a_debug_build() {
    let app = App::new().only::<Shop>().test();
    let problem = app.get("/shop/items/7/part").await;
    let near = "is answered by no route; the nearest: GET /shop/items/<id|int>/parts (tests/web/explain.rs:";
    assert_eq!(problem.to_string().contains(near), cfg!(debug_assertions), "{problem}");
    assert_eq!(problem.logs().contains("`part` is not `parts`"), cfg!(debug_assertions));
    let found = app.get("/shop/items/7").await;
    assert_eq!(found.logs(), "");
}
