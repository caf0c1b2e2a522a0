//! What the application was given, as arguments.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use framework::{StartProblem, State, prelude::*};

#[derive(Clone)]
struct Name(&'static str);

impl Name {
    fn as_str(&self) -> &'static str {
        self.0
    }
}

#[get_mapping("/wanting/count")]
fn count(State(counter): State<Arc<AtomicU32>>) -> u32 {
    counter.fetch_add(1, Ordering::Relaxed)
}

#[get_mapping("/wanting/both")]
async fn both(State(counter): State<Arc<AtomicU32>>, name: State<Name>, _again: State<Name>) -> String {
    tokio::task::yield_now().await;
    assert_eq!(name.0.0, name.as_str());
    format!("{} {}", name.0.0, counter.load(Ordering::Relaxed))
}

#[tokio::test]
async fn a_component_is_shared_by_all_requests() {
    let app = App::new().module(module_path!()).provide(Arc::new(AtomicU32::new(5))).provide(Name("n")).test();
    app.get("/wanting/count").await.assert_status(200).assert_text("5");
    app.get("/wanting/count").await.assert_text("6");
    app.get("/wanting/both").await.assert_text("n 7");
}

#[tokio::test]
async fn components_that_nobody_gives_stop_the_start_with_all_who_take_them() {
    let error = App::new().module(module_path!()).into_service().await.expect_err("two are missing");
    let missing = error.problems().iter().filter_map(|problem| match problem {
        StartProblem::MissingComponent { needed_by, component, file, line } => {
            assert!(file.ends_with("tests/web/places/state.rs") && *line > 1, "{file}:{line}");
            Some((*needed_by, component.contains("AtomicU32")))
        }
        _ => None,
    });
    let mut missing: Vec<_> = missing.collect();
    missing.sort_unstable();
    assert_eq!(missing, [("both", false), ("both", true), ("count", true)], "{error}");
    let report = error.to_string();
    assert!(report.contains("`both` needs a `") && report.contains("App::provide"), "{report}");

    let made = App::new().module(module_path!()).provide(Name("n"));
    let made = made.provide_with(async |_: Name| Ok::<_, String>(Arc::new(AtomicU32::new(1)))).test();
    made.get("/wanting/both").await.assert_text("n 1");
}
