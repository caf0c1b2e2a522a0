//! Routes that cannot be told apart, and constraints that nothing defines, keep an application from starting.

use framework::prelude::*;

use super::line_of;
use crate::refused;

const SOURCE: &str = include_str!("conflicts.rs");

mod conflicting {
    use framework::prelude::*;

    #[get_mapping("/users/<id>")]
    fn by_id(id: u8) -> u8 {
        id
    }

    #[get_mapping("/users/<name>")]
    fn by_name(name: &str) -> String {
        name.to_owned()
    }

    #[post_mapping("/users/<name>")]
    fn other_method(name: &str) -> String {
        name.to_owned()
    }

    #[get_mapping("/users/<name|int>")]
    fn other_constraint(name: i32) -> i32 {
        name
    }

    #[derive(Default)]
    pub(super) struct Things;

    #[controller("/things")]
    impl Things {
        #[get_mapping("/%61", "/b")]
        fn first() {}

        #[get_mapping("/a")]
        fn second() {}

        #[get_mapping("/<*x>")]
        fn rest(x: String) -> String {
            x
        }

        #[get_mapping("/<*>")]
        fn other_rest() {}
    }
}

#[tokio::test]
async fn all_conflicts_are_reported_at_once_with_both_patterns_functions_and_places() {
    let report = refused(App::new().module("web::construct::conflicts::conflicting")).await;
    let place =
        |function: &str| format!("tests/web/construct/conflicts.rs:{}", line_of(SOURCE, &format!("fn {function}(")));
    let pairs = [
        ["/users/<id>", "by_id", &place("by_id")],
        ["/users/<name>", "by_name", &place("by_name")],
        ["/things/a", "Things::first", &place("first")],
        ["/things/a", "Things::second", &place("second")],
        ["/things/<*x>", "Things::rest", &place("rest")],
        ["/things/<*>", "Things::other_rest", &place("other_rest")],
    ];
    for part in pairs.as_flattened() {
        assert!(report.contains(part), "{part}: {report}");
    }
    for witness in
        ["two routes answer GET /users/1:", "two routes answer GET /things/a:", "two routes answer GET /things/a/b:"]
    {
        assert!(report.contains(witness), "{witness}: {report}");
    }
    assert_eq!(report.matches("tests/web/construct/conflicts.rs:").count(), 6, "{report}");
    assert!(!report.contains("other_method") && !report.contains("other_constraint"), "{report}");
}

#[tokio::test]
async fn conflicts_are_judged_after_the_choice() {
    let app = App::new().module("web::construct::conflicts::conflicting").without::<conflicting::Things>();
    let report = refused(app).await;
    assert!(report.contains("by_id") && !report.contains("Things"), "{report}");
}

mod unknown_constraint {
    use framework::prelude::*;

    #[get_mapping("/x/<id|itn>")]
    fn misspelt(id: i32) -> i32 {
        id
    }
}

#[tokio::test]
async fn a_constraint_that_nothing_defines_stops_the_start_and_the_nearest_is_named() {
    let report = refused(App::new().module("web::construct::conflicts::unknown_constraint")).await;
    let place = format!("tests/web/construct/conflicts.rs:{}", line_of(SOURCE, "fn misspelt("));
    for part in ["/x/<id|itn>", "`itn`", "`int`", "misspelt", &place] {
        assert!(report.contains(part), "{part}: {report}");
    }
}
