//! The end of controllers.

use framework::prelude::*;

static ENDED: std::sync::Mutex<Vec<&str>> = std::sync::Mutex::new(Vec::new());

macro_rules! ending {
    ($name:ident, $path:literal, $($async:tt)?) => {
        #[derive(Default)]
        struct $name;

        #[controller($path)]
        impl $name {
            #[get_mapping]
            fn ping(&self) {}

            #[destruct]
            $($async)? fn end(&self) -> Result<(), std::io::Error> {
                ENDED.lock().expect("no panic").push(stringify!($name));
                Err(std::io::Error::other("it is only logged"))
            }
        }
    };
}

ending!(First, "/a/first",);
ending!(Second, "/b/second", async);

#[tokio::test]
async fn controllers_end_after_the_drain_the_last_one_first() {
    let app = App::new().only::<First>().with::<Second>().listen("127.0.0.1:0");
    let server = app.start().await.expect("it starts");
    assert!(ENDED.lock().expect("no panic").is_empty());
    server.shutdown().await;
    assert_eq!(*ENDED.lock().expect("no panic"), ["Second", "First"]);
}

/// Work beside requests: no mapping stands in these controllers.
mod beside {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use framework::{StartProblem, prelude::*};

    #[derive(Clone, Default)]
    struct Log(Arc<AtomicU32>);

    impl Log {
        fn add(&self, count: u32) {
            self.0.fetch_add(count, Ordering::Relaxed);
        }

        fn sum(&self) -> u32 {
            self.0.load(Ordering::Relaxed)
        }
    }

    struct Job(Log);

    #[controller]
    impl Job {
        #[construct]
        async fn new(log: Log) -> Self {
            log.add(1);
            Job(log)
        }

        #[on_stop]
        fn told(&self, _: StopReason) {
            self.0.add(10);
        }

        #[destruct]
        async fn end(&self) {
            self.0.add(100);
        }
    }

    struct Disabled;

    #[controller(enabled = false)]
    impl Disabled {
        #[construct]
        fn new(log: Log) -> Self {
            log.add(1000);
            Disabled
        }
    }

    #[tokio::test]
    async fn a_controller_without_a_route_is_made_told_and_ended() {
        let log = Log::default();
        let app = App::new().module(module_path!()).provide(log.clone()).listen("127.0.0.1:0");
        let server = app.start().await.expect("it starts");
        assert_eq!(log.sum(), 1);
        server.shutdown().await;
        assert_eq!(log.sum(), 111);
    }

    #[tokio::test]
    async fn what_it_takes_is_asked_for() {
        let error = App::new().only::<Job>().into_service().await.expect_err("nobody provides a log");
        let [StartProblem::MissingComponent { needed_by: "Job", line, .. }] = error.problems() else {
            panic!("{error}")
        };
        assert!(*line > 0);
    }

    #[tokio::test]
    async fn it_is_chosen_as_any_other_controller() {
        let log = Log::default();
        let only = App::new().only::<super::First>().provide(log.clone()).into_service().await;
        let without = App::new().only::<super::First>().module(module_path!()).without::<Job>();
        let without = without.provide(log.clone()).into_service().await;
        only.and(without).expect("they start");
        assert_eq!(log.sum(), 0);
        let none = App::new().module(module_path!()).without::<Job>().provide(log).into_service().await;
        assert!(matches!(none.expect_err("nothing is chosen").problems(), [StartProblem::NothingChosen { .. }]));
    }
}
