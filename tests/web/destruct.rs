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
