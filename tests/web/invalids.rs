//! In which form a refusal is sent, and functions of the program that answer it instead.

mod chosen;
mod failing;
mod functions;
mod members;
mod renderings;

use std::{error::Error, fmt, io};

use framework::{TestApp, TestRequest, http::Method, prelude::*, serde_json::json, tokio};
use tower::layer::util::Identity;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

/// The routes, with handlers of some modules.
fn with(handlers: &[&str]) -> App {
    let here = module_path!();
    let app = App::new().module(&format!("{here}::routes")).set("http.body_limit", "64");
    handlers.iter().fold(app, |app, module| app.module(&format!("{here}::{module}")))
}

mod routes {
    use super::*;

    #[derive(Bean)]
    struct User {
        name: String,
        age: u8,
    }

    #[controller("/invalids")]
    impl Routes {
        #[get_mapping("/<id>")]
        fn number(id: i32, q: Option<u8>) -> i32 {
            id + i32::from(q.unwrap_or(0))
        }

        #[post_mapping("/users")]
        fn user(user: User) -> String {
            format!("{} {}", user.name, user.age)
        }

        #[get_mapping("/panic")]
        fn panics() -> &'static str {
            panic!("s3cret")
        }

        #[get_mapping("/panic/later")]
        async fn panics_later() -> &'static str {
            tokio::task::yield_now().await;
            panic!("s3cret")
        }

        #[get_mapping("/error")]
        fn error() -> Result<(), Invalid> {
            Err(io::Error::other(Secret))?
        }

        #[get_mapping("/private")]
        async fn private() -> Invalid {
            Invalid::forbidden("not you")
                .caused_by(io::Error::other(Secret))
                .header("www-authenticate", "Basic")
                .header("set-cookie", "a=1")
        }

        #[get_mapping("/echo/<*text>")]
        fn echo(text: &str) -> Invalid {
            let errors = json!([{ "in": "path", "name": text, "message": text }]);
            Invalid::conflict(text.to_owned()).with("errors", errors).with("title", text)
        }

        #[get_mapping("/below")]
        fn below() -> Invalid {
            Invalid::new(HttpStatus::OK, "no refusal")
        }

        #[get_mapping("/typed")]
        fn typed() -> Invalid {
            Invalid::conflict("no").header("content-type", "application/vnd.own+json").header("vary", "Cookie")
        }

        #[get_mapping("/redirect")]
        fn redirect() -> Result<String, RedirectResponse> {
            Err(RedirectResponse::to("/elsewhere"))
        }

        #[get_mapping("/missing-file")]
        fn file() -> FileResponse {
            FileResponse::new("is/not/there.txt")
        }
    }

    #[derive(Default)]
    struct Routes;
}

/// An error with a private text on two levels.
#[derive(Debug)]
struct Secret;

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("s3cret")
    }
}

impl Error for Secret {}

/// One function for all.
mod all {
    use super::*;

    #[invalid_handler]
    fn page(invalid: &Invalid, request: &RequestHead) -> HtmlResponse {
        let detail = invalid.detail().unwrap_or_default();
        HtmlResponse::new(format!("all {} {} {detail}", invalid.status().code(), request.path()))
    }
}

/// One function for each.
mod each {
    use super::*;

    macro_rules! each {
        ($($status:literal $name:ident)*) => {$(
            #[invalid_handler($status)]
            async fn $name(invalid: &Invalid, request: &RequestHead) -> String {
                tokio::task::yield_now().await;
                let detail = invalid.detail().unwrap_or_default();
                format!("each {} {} {detail}", $status, request.path())
            }
        )*};
    }

    each!(400 bad 404 missing 405 method 413 large 414 long 415 media 422 wrong 431 fields 500 broken 501 unknown);
}

/// Nothing at all is done, by a layer.
fn in_layers(app: App) -> App {
    app.layer(Identity::new()).layer(Identity::new())
}

fn long(length: usize) -> String {
    "x".repeat(length)
}

type Make = fn(&TestApp) -> TestRequest;

/// Every refusal that the framework makes by itself.
const REFUSALS: [(u16, Make); 15] = [
    (404, |app| app.get("/nowhere")),
    (500, |app| app.get("/invalids/missing-file")),
    (405, |app| app.post("/invalids/panic")),
    (400, |app| app.get("/invalids/x7")),
    (400, |app| app.get("/%ff")),
    (400, |app| app.get("/nowhere").header("host", "a b")),
    (413, |app| app.post("/invalids/users").json(&long(100))),
    (414, |app| app.get(&format!("/{}", long(9000)))),
    (415, |app| app.post("/invalids/users").header("content-type", "text/csv").body("a,b")),
    (422, |app| app.post("/invalids/users").json(&json!({ "age": 1000 }))),
    (431, |app| app.get("/nowhere").header("x-long", long(100_000))),
    (500, |app| app.get("/invalids/panic")),
    (500, |app| app.get("/invalids/panic/later")),
    (500, |app| app.get("/invalids/error")),
    (501, |app| app.request(Method::from_bytes(b"BREW").expect("a method"), "/nowhere")),
];
