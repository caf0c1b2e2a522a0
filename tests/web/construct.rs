//! How controllers are made at start, and why an application does not start.

mod conflicts;

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use framework::{App, StartProblem, prelude::*, tokio};

use crate::refused;

#[derive(Clone, Debug, PartialEq)]
struct Greeting(String);

#[derive(Clone)]
struct Made(Arc<AtomicU32>);

mod good {
    use super::*;

    #[derive(Default)]
    pub(super) struct Counter {
        calls: AtomicU32,
    }

    #[controller("/counter")]
    impl Counter {
        #[get_mapping]
        pub(super) fn next(&self) -> u32 {
            self.calls.fetch_add(1, Ordering::Relaxed)
        }

        #[post_mapping("/next")]
        async fn also_next(&self) -> u32 {
            self.next()
        }
    }

    pub(super) struct Synchronous(Greeting);

    #[controller("/synchronous")]
    impl Synchronous {
        #[construct]
        fn new(greeting: Greeting) -> Self {
            Synchronous(greeting)
        }

        #[get_mapping]
        fn greet(&self) -> String {
            self.0.0.clone()
        }
    }

    pub(super) struct Asynchronous {
        text: String,
    }

    #[controller("/asynchronous")]
    impl Asynchronous {
        #[get_mapping]
        async fn greet(&self) -> String {
            self.text.clone()
        }

        #[get_mapping]
        fn other() -> &'static str {
            "other"
        }

        #[construct]
        async fn make(made: Made, Greeting(text): Greeting) -> Result<Self, io::Error> {
            tokio::task::yield_now().await;
            made.0.fetch_add(1, Ordering::Relaxed);
            Ok(Asynchronous { text })
        }
    }

    pub(super) struct Empty;

    #[controller("/empty")]
    impl Empty {
        #[construct]
        fn new() -> Empty {
            Empty
        }

        #[get_mapping]
        fn works(&self) -> bool {
            true
        }
    }
}

#[tokio::test]
async fn a_controller_is_made_once_and_shared_by_its_routes() {
    let app = App::new().only::<good::Counter>().test();
    app.get("/counter/next").await.assert_text("0");
    app.post("/counter/next").await.assert_text("1");
    app.get("/counter/next").await.assert_text("2");
    // Another application has another one.
    App::new().only::<good::Counter>().test().get("/counter/next").await.assert_text("0");
}

#[tokio::test]
async fn constructors_take_components_by_their_type() {
    let made = Made(Arc::default());
    let greeting = Greeting("hello".to_owned());
    let app = App::new().module("web::construct::good").provide(greeting).provide(made.clone()).test();
    for (path, text) in [
        ("/synchronous/greet", "hello"),
        ("/asynchronous/greet", "hello"),
        ("/asynchronous/other", "other"),
        ("/empty/works", "true"),
    ] {
        app.get(path).await.assert_status(200).assert_text(text);
    }
    assert_eq!(made.0.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_later_component_of_the_type_replaces_the_one_before() {
    let app = App::new().only::<good::Synchronous>();
    let app = app.provide(Greeting("first".to_owned())).provide(Greeting("second".to_owned())).test();
    app.get("/synchronous/greet").await.assert_text("second");
}

mod missing {
    use super::*;

    #[derive(Clone)]
    pub(super) struct Pool;

    #[derive(Clone)]
    pub(super) struct Clock;

    pub(super) struct Users;

    #[controller("/users")]
    impl Users {
        #[construct]
        fn new(_pool: Pool, _clock: Clock, _greeting: Greeting) -> Self {
            Users
        }

        #[get_mapping]
        fn all(&self) {}
    }

    pub(super) struct Orders;

    #[controller("/orders")]
    impl Orders {
        #[construct]
        async fn new(_pool: Pool) -> Result<Self, io::Error> {
            Err(io::Error::other("it is not even tried"))
        }

        #[get_mapping]
        fn all(&self) {}
    }
}

const SOURCE: &str = include_str!("construct.rs");

/// The number of the first line of a file that begins so.
fn line_of(source: &str, start: &str) -> u32 {
    let index = source.lines().position(|line| line.trim_start().starts_with(start));
    u32::try_from(index.expect("such a line") + 1).expect("a short file")
}

#[tokio::test]
async fn all_missing_components_are_reported_at_once_with_controller_and_place() {
    let app = || App::new().module("web::construct::missing").provide(Greeting(String::new()));
    let error = app().into_service().await.expect_err("three components are missing");
    let found: Vec<_> = error
        .problems()
        .iter()
        .map(|problem| match problem {
            StartProblem::MissingComponent { needed_by: controller, component, file, line } => {
                assert!(file.ends_with("tests/web/construct.rs"), "{file}");
                (*controller, component.rsplit("::").next().unwrap_or_default(), *line)
            }
            other => panic!("{other}"),
        })
        .collect();
    let (users, orders) = (line_of(SOURCE, "fn new(_pool"), line_of(SOURCE, "async fn new(_pool"));
    let mut sorted = found.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [("Orders", "Pool", orders), ("Users", "Clock", users), ("Users", "Pool", users)]);

    let started = app().listen("127.0.0.1:0").start().await.expect_err("three components are missing").to_string();
    assert_eq!(started, error.to_string());
    for part in [
        "Users".to_owned(),
        "Orders".to_owned(),
        "Pool".to_owned(),
        "Clock".to_owned(),
        "App::provide".to_owned(),
        format!("tests/web/construct.rs:{users}"),
        format!("tests/web/construct.rs:{orders}"),
    ] {
        assert!(started.contains(&part), "{part}: {started}");
    }
    assert!(!started.contains("Greeting") && !started.contains("not even tried"), "{started}");
}

mod failing {
    use super::*;

    pub(super) struct First;

    #[controller("/first")]
    impl First {
        #[construct]
        async fn new() -> Result<Self, io::Error> {
            Err(io::Error::other("the first cannot be made"))
        }

        #[get_mapping]
        fn all(&self) {}
    }

    pub(super) struct Second;

    #[controller("/second")]
    impl Second {
        #[construct]
        fn new() -> Result<Self, String> {
            Err("the second cannot be made".to_owned())
        }

        #[get_mapping]
        fn all(&self) {}
    }

    pub(super) struct Third;

    #[controller("/third")]
    impl Third {
        #[construct]
        fn new() -> Self {
            panic!("the third cannot be made")
        }

        #[get_mapping]
        fn all(&self) {}
    }
}

#[tokio::test]
async fn the_errors_of_all_constructors_stop_the_start_with_controller_and_place() {
    let report = refused(App::new().module("web::construct::failing")).await;
    let panicked = "Third` cannot be made: its constructor panicked: the third cannot be made";
    for part in ["First", "the first cannot be made", "Second", "the second cannot be made", panicked] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert_eq!(report.matches("tests/web/construct.rs:").count(), 3, "{report}");
}

#[tokio::test]
async fn everything_that_is_wrong_is_in_one_report() {
    let app = App::new().module("web::construct::missing").module("web::construct::conflicts::conflicting");
    let report = refused(app.module("web::construct::conflicts::unknown_constraint")).await;
    for part in ["Pool", "Clock", "Greeting", "by_id", "Things::second", "`itn`"] {
        assert!(report.contains(part), "{part}: {report}");
    }
}

#[tokio::test]
async fn wrong_settings_are_all_reported_with_what_is_allowed() {
    let app = App::new()
        .module("web::construct::good")
        .set("http.prot", 1)
        .set("http.port", "x")
        .set("http.body_limit", "huge");
    let report = refused(app).await;
    for part in ["http.prot", "did you mean", "http.port", "`x`", "0 to 65535", "http.body_limit", "huge", "App::set"] {
        assert!(report.contains(part), "{part}: {report}");
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_listened_on_stops_the_start_and_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let app = App::new().only::<good::Counter>().listen(address.as_str()).listen("127.0.0.1:99999");
    let report = app.start().await.expect_err("the port is taken").to_string();
    assert!(report.contains(&address) && report.contains("127.0.0.1:99999"), "{report}");
}

#[tokio::test]
async fn a_listener_that_is_open_already_is_served() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let server =
        App::new().only::<good::Counter>().bind(listener).listen("127.0.0.1:0").start().await.expect("it starts");
    assert_eq!(server.addresses().len(), 2);
    assert_eq!(server.address(), Some(address));
    server.shutdown().await;
}

#[tokio::test]
async fn a_start_error_prints_as_readably_by_debug_as_by_display() {
    let error = App::new().module("web::construct::failing").into_service().await.expect_err("it fails");
    assert_eq!(format!("{error:?}"), error.to_string());
}

#[test]
fn handlers_and_constructors_stay_ordinary_functions() {
    let counter = good::Counter::default();
    assert_eq!((counter.next(), counter.next()), (0, 1));
}

#[tokio::test]
async fn routes_are_judged_although_settings_are_wrong() {
    let report = refused(App::new().module("web::construct::conflicts::conflicting").set("http.port", "x")).await;
    assert!(report.contains("`http.port` cannot be `x`") && report.contains("by_name"), "{report}");
}
