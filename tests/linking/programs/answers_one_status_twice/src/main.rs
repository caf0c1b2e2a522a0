use framework::prelude::*;

#[invalid_handler(404)]
fn lost(_: &Invalid) -> &'static str {
    "lost"
}

#[invalid_handler]
fn anything() -> &'static str {
    "no"
}

mod other {
    use super::*;

    #[invalid_handler(404)]
    async fn missing(_: &Invalid, _: &RequestHead) -> &'static str {
        "missing"
    }

    #[invalid_handler]
    fn everything() -> &'static str {
        "no"
    }

    #[invalid_handler(405)]
    fn method() -> &'static str {
        "no"
    }
}

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &[]);
}
