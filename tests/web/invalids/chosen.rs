//! Which functions answer, of several and in parts of a program.

use framework::prelude::*;

use super::with;

#[tokio::test]
async fn the_functions_around_the_chosen_routes_answer() {
    /// Its handler is chosen by a route in the module, and by one below it.
    async fn nowhere(app: App) -> String {
        app.test().get("/nowhere").await.text().to_owned()
    }
    assert_eq!(nowhere(App::new().only::<around::Own>()).await, "around");
    assert_eq!(nowhere(App::new().only::<around::below::Below>()).await, "around");
    assert_eq!(nowhere(App::new().module(&format!("{}::around::below", module_path!()))).await, "around");
    assert!(nowhere(with(&[])).await.starts_with('{'));
}

mod around {
    use super::*;

    #[invalid_handler]
    fn handler() -> &'static str {
        "around"
    }

    #[derive(Default)]
    pub(super) struct Own;

    #[controller("/around")]
    impl Own {
        #[get_mapping]
        fn own() -> &'static str {
            "own"
        }
    }

    pub(super) mod below {
        use super::*;

        #[derive(Default)]
        pub(in super::super) struct Below;

        #[controller("/around/below")]
        impl Below {
            #[get_mapping]
            fn below() -> &'static str {
                "below"
            }
        }
    }
}

#[tokio::test]
async fn two_functions_for_one_status_stop_the_start() {
    for (module, which) in [("each", "the status 404"), ("all", "all statuses")] {
        let report = crate::refused(with(&[module, "functions::others"])).await;
        let says = format!("two functions with `#[invalid_handler]` answer {which}; keep one:");
        assert!(report.contains(&says), "{report}");
        assert!(report.contains("tests/web/invalids.rs:"), "{report}");
    }
}
