//! What is wrong with a program keeps it from starting, all of it at once.

use std::sync::atomic::{AtomicU32, Ordering};

use framework::{StartProblem, prelude::*};

use super::served;
use crate::refused;

/// A controller without a route.
struct NoController;

#[tokio::test]
async fn an_application_that_chooses_nothing_does_not_start() {
    for app in [App::new().only::<NoController>(), App::new().module("nope"), App::new().crates(["typo"])] {
        let report = refused(app).await;
        assert!(report.contains("linked routes is chosen"), "{report}");
    }
    let narrowed = App::new().crates(["framework"]).module(served::MODULE);
    let wide = narrowed.into_service().await;
    assert!(wide.is_ok(), "{wide:?}");
}

mod faulty {
    use super::*;

    pub(super) const MODULE: &str = module_path!();
    pub(super) static MADE: AtomicU32 = AtomicU32::new(0);

    #[derive(Clone)]
    pub(super) struct Component;

    pub(super) struct Whole;

    #[controller("/whole")]
    impl Whole {
        #[construct]
        fn new() -> Self {
            MADE.fetch_add(1, Ordering::SeqCst);
            Whole
        }

        #[get_mapping]
        fn works(&self) -> bool {
            true
        }
    }

    struct Incomplete;

    #[controller("/incomplete")]
    impl Incomplete {
        #[construct]
        async fn new(component: Component) -> Self {
            let Component = component;
            MADE.fetch_add(1, Ordering::SeqCst);
            Incomplete
        }

        #[get_mapping]
        fn works(&self) -> bool {
            true
        }
    }

    #[get_mapping("/same/<a>")]
    fn first(a: u8) -> u8 {
        a
    }

    #[get_mapping("/same/<b>")]
    fn second(b: u8) -> u8 {
        b
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_reported_together_and_nothing_is_constructed() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let app = || App::new().module(faulty::MODULE);
    let error = app().listen(&address).start().await.expect_err("three mistakes");
    let kinds = error.problems().iter().map(|problem| match problem {
        StartProblem::Listen { address, .. } => format!("listen {address}"),
        StartProblem::Route(_) => "route".to_owned(),
        StartProblem::MissingComponent { needed_by: controller, .. } => format!("component of {controller}"),
        other => format!("{other:?}"),
    });
    let mut kinds: Vec<_> = kinds.collect();
    kinds.sort();
    let expected = ["component of Incomplete".to_owned(), format!("listen {address}"), "route".to_owned()];
    assert_eq!(kinds, expected, "{error}");
    // Each of them alone suffices.
    let provided = || App::new().only::<faulty::Whole>();
    drop(provided().listen(&address).start().await.expect_err("a listener"));
    drop(app().provide(faulty::Component).into_service().await.expect_err("a conflict"));
    assert_eq!(faulty::MADE.load(Ordering::SeqCst), 0, "no constructor ran");
    provided().test().get("/whole/works").await.assert_text("true");
    assert_eq!(faulty::MADE.load(Ordering::SeqCst), 1);
}
