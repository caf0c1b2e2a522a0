//! Each of the seven types: what builders make of it, and conversions from all others.

use framework::prelude::*;

use super::{MADE, USER, User, all, app, file, html, json, octets, plain, redirect, status, user};
use crate::answers::{JSON, PROBLEM, assert_answer};

/// What is not a status, a field or a cookie: each makes the response a 500.
pub(super) const MISTAKES: &[&str] = &[
    "status-42",
    "status-1000",
    "status-0",
    "status-100",
    "status-101",
    "status-199",
    "status-mistake-then-good",
    "value-with-a-line-break",
    "value-with-a-line-feed",
    "value-with-nul",
    "name-with-a-line-break",
    "name-with-a-space",
    "name-with-a-colon",
    "name-of-nothing",
    "name-of-letters-beyond-ascii",
    "type-with-a-line-break",
    "content-length",
    "transfer-encoding",
    "cookie-name",
    "cookie-path",
    "content-after-a-mistake",
];

/// The same for each type: builders, and conversions from all types.
macro_rules! types {
    ($($controller:ident $path:tt $make:ident $type:ident;)*) => {$(
        #[derive(Default)]
        struct $controller;

        #[controller($path)]
        impl $controller {
            #[get_mapping]
            fn made() -> $type {
                $make()
            }

            #[get_mapping("/built/<how>")]
            fn built(how: &str) -> $type {
                let made = $make();
                match how {
                    "number" => made.status(201),
                    "constant" => made.status(HttpStatus::ACCEPTED),
                    "foreign-constant" => made.status(http::StatusCode::IM_A_TEAPOT),
                    "unknown" => made.status(600),
                    "last" => made.status(201).status(202),
                    "header" => made.header("X-One", "1").header("x-many", "1").header("X-Many", "2"),
                    "owned-header" => made.header(String::from("x-one"), String::from("1")),
                    "type" => made.content_type("text/a").header("Content-Type", "text/b"),
                    "cookie" => made.cookie(("a", "1")).cookie(Cookie::new("b", "2; Path=/x").http_only(false)),
                    "content" => made.content("other").status(200).content_type("text/x"),
                    "content-of-bytes" => made.content(vec![b'x']).status(200).content_type("text/x"),
                    "close" => made.close(),
                    "no-content" => made.status(204),
                    "reset-content" => made.status(205),
                    "not-modified" => made.status(304),
                    "status-42" => made.status(42),
                    "status-1000" => made.status(1000),
                    "status-0" => made.status(0),
                    "status-100" => made.status(100),
                    "status-101" => made.status(HttpStatus::SWITCHING_PROTOCOLS),
                    "status-199" => made.status(199),
                    "status-mistake-then-good" => made.status(42).status(201).header("x-fine", "1"),
                    "value-with-a-line-break" => made.header("x-a", "a\r\nSet-Cookie: y=1"),
                    "value-with-a-line-feed" => made.header("x-a", "a\nSet-Cookie: y=1"),
                    "value-with-nul" => made.header("x-a", "a\0"),
                    "name-with-a-line-break" => made.header("x-a\r\nSet-Cookie", "y=1"),
                    "name-with-a-space" => made.header("x a", "y"),
                    "name-with-a-colon" => made.header("set-cookie: y=1; x", "y"),
                    "name-of-nothing" => made.header("", "y"),
                    "name-of-letters-beyond-ascii" => made.header("x-名", "y"),
                    "type-with-a-line-break" => made.content_type("text/html\r\nSet-Cookie: y=1"),
                    "content-length" => made.header("Content-Length", "1"),
                    "transfer-encoding" => made.header("transfer-encoding", "chunked"),
                    "cookie-name" => made.cookie(("a\r\nX: y", "1")),
                    "cookie-path" => made.cookie(Cookie::new("a", "1").path("/; Domain=evil")),
                    "content-after-a-mistake" => made.status(42).content("other"),
                    "type-after-a-mistake" => made.status(42).content_type("text/html"),
                    _ => made.status(501),
                }
            }

            #[get_mapping("/from/<other>")]
            async fn from(other: &str) -> $type {
                match other {
                    "plain" => plain().into(),
                    "html" => html().into(),
                    "json" => self::json().into(),
                    "octets" => octets().into(),
                    "file" => file().into(),
                    "redirect" => redirect().into(),
                    "status" => status().into(),
                    "built" => redirect().status(303).header("x-a", "1").cookie(("a", "1")).into(),
                    "mistaken" => status().status(42).into(),
                    "typed-invalid" => $type::from(Invalid::conflict("<b>")).content_type("text/html"),
                    "retyped-response" => Invalid::from($make()).header("Content-Type", "text/b").into(),
                    _ => Invalid::conflict("it is taken").with("by", other).header("x-a", "1").into(),
                }
            }

            #[get_mapping("/error/<good>")]
            fn error(good: bool) -> Result<User, $type> {
                if good { Ok(user()) } else { Err($make()) }
            }

            #[get_mapping("/question/<good>")]
            fn question(good: bool) -> Result<$type, Invalid> {
                if !good {
                    Err($make())?;
                }
                Ok($make().status(201))
            }

            #[get_mapping]
            fn http() -> http::Response<Body> {
                $make().into()
            }

            #[get_mapping]
            fn http_of_invalid() -> http::Response<Body> {
                $type::from(Invalid::conflict("it is taken").header("x-a", "1")).into()
            }

            #[get_mapping]
            fn http_of_mistake() -> Response {
                $make().header("x a", "1").into()
            }

            #[get_mapping]
            fn twice_over() -> http::Response<Body> {
                $type::from(Invalid::from($make())).into()
            }

            #[get_mapping]
            fn pair() -> (HttpStatus, $type) {
                (HttpStatus::IM_A_TEAPOT, $make())
            }

            #[get_mapping]
            async fn option() -> Option<$type> {
                Some($make())
            }

            #[get_mapping]
            fn fixed() -> Status<418, $type> {
                Status($make())
            }

            #[get_mapping("/guarded/<_n>")]
            fn guarded(#[guard] _never: Turned<$type>, _n: u8) -> &'static str {
                "never"
            }
        }

        impl Turn for $type {
            fn turn() -> Invalid {
                $make().cookie(("back", "1")).into()
            }
        }
    )*};
}

types! {
    Plain "/plain" plain PlainTextResponse;
    Html "/html" html HtmlResponse;
    Json "/json" json JsonResponse;
    Octets "/octets" octets BytesResponse;
    File "/file" file FileResponse;
    Redirect "/redirect" redirect RedirectResponse;
    StatusText "/status" status StatusResponse;
}

/// Lets nobody in; the type says what is answered instead.
struct Turned<T>(std::marker::PhantomData<T>);

trait Turn {
    fn turn() -> Invalid;
}

impl<T: Turn + Send + 'static> Guard for Turned<T> {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Err(T::turn())
    }
}

#[tokio::test]
async fn each_type_has_its_status_and_its_content_type() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        for path in ["made", "option", "error/false", "question/false", "http"] {
            let answer = app.get(&format!("/{name}/{path}")).await;
            assert_answer(&answer, status, content_type, body);
            assert_eq!(answer.header("location"), (name == "redirect").then_some("/elsewhere"), "{name}/{path}");
        }
        app.get(&format!("/{name}/error/true")).await.assert_status(200).assert_text(USER);
        assert_answer(&app.get(&format!("/{name}/question/true")).await, 201, content_type, body);
        for path in ["pair", "fixed"] {
            assert_answer(&app.get(&format!("/{name}/{path}")).await, 418, content_type, body);
        }
    }
}

#[tokio::test]
async fn each_type_takes_a_status() {
    let app = app();
    for (name, _, content_type, body) in MADE {
        let cases = [("number", 201), ("constant", 202), ("foreign-constant", 418), ("unknown", 600), ("last", 202)];
        for (how, status) in cases {
            assert_answer(&app.get(&format!("/{name}/built/{how}")).await, status, content_type, body);
        }
    }
}

#[tokio::test]
async fn each_type_takes_headers_and_repeats_them() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/built/header")).await;
        assert_answer(&answer, status, content_type, body);
        assert_eq!((all(&answer, "x-one"), all(&answer, "x-many")), (vec!["1"], vec!["1", "2"]), "{name}");
        app.get(&format!("/{name}/built/owned-header")).await.assert_header("x-one", "1");
    }
}

#[tokio::test]
async fn there_is_one_content_type_the_last() {
    let app = app();
    for (name, status, _, body) in MADE {
        let answer = app.get(&format!("/{name}/built/type")).await;
        answer.assert_status(status).assert_text(body);
        assert_eq!(all(&answer, "content-type"), ["text/b"], "{name}");
    }
}

#[tokio::test]
async fn each_type_sets_cookies() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/built/cookie")).await;
        assert_answer(&answer, status, content_type, body);
        let expected = ["a=1; HttpOnly; SameSite=Lax; Path=/", "b=2%3B%20Path=/x; SameSite=Lax; Path=/"];
        assert_eq!(all(&answer, "set-cookie"), expected, "{name}");
    }
}

#[tokio::test]
async fn the_content_can_be_replaced() {
    let app = app();
    for (name, ..) in MADE {
        assert_answer(&app.get(&format!("/{name}/built/content")).await, 200, Some("text/x"), "other");
        assert_answer(&app.get(&format!("/{name}/built/content-of-bytes")).await, 200, Some("text/x"), "x");
    }
}

#[tokio::test]
async fn a_mistake_of_a_builder_is_a_500_that_does_not_say_which() {
    let app = app();
    for (name, ..) in MADE {
        for how in MISTAKES {
            let path = format!("/{name}/built/{how}");
            let answer = app.get(&path).await;
            answer.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
                "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": path
            }));
            for field in ["set-cookie", "x-a", "x", "location", "transfer-encoding"] {
                assert_eq!(answer.header(field), None, "{path}");
            }
        }
        let path = format!("/{name}/http_of_mistake");
        app.get(&path).await.assert_status(500).assert_header("content-type", PROBLEM);
    }
}

#[tokio::test]
async fn each_type_is_made_of_each() {
    let app = app();
    for (into, ..) in MADE {
        for (from, status, content_type, body) in MADE {
            let answer = app.get(&format!("/{into}/from/{from}")).await;
            assert_answer(&answer, status, content_type, body);
            assert_eq!(answer.header("location"), (from == "redirect").then_some("/elsewhere"), "{into} from {from}");
        }
        let built = app.get(&format!("/{into}/from/built")).await;
        assert_answer(&built, 303, None, "");
        built.assert_header("location", "/elsewhere").assert_header("x-a", "1");
        built.assert_header("set-cookie", "a=1; HttpOnly; SameSite=Lax; Path=/");
        app.get(&format!("/{into}/from/mistaken")).await.assert_status(500).assert_header("content-type", PROBLEM);
    }
}

#[tokio::test]
async fn each_type_is_made_of_an_invalid() {
    let app = app();
    for (name, ..) in MADE {
        let path = format!("/{name}/from/invalid");
        let answer = app.get(&path).await;
        answer.assert_status(409).assert_header("content-type", PROBLEM).assert_header("x-a", "1").assert_json(json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "it is taken", "by": "invalid",
            "instance": path
        }));
        let path = format!("/{name}/http_of_invalid");
        let answer = app.get(&path).await;
        answer.assert_status(409).assert_header("content-type", PROBLEM).assert_header("x-a", "1").assert_json(json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "it is taken", "instance": path
        }));
    }
}

/// What a visitor sent may stand in it, and a page would be run.
#[tokio::test]
async fn a_problem_is_never_called_anything_else() {
    let app = app();
    for (name, ..) in MADE {
        for (path, status) in [("built/type-after-a-mistake", 500), ("from/typed-invalid", 409)] {
            let answer = app.get(&format!("/{name}/{path}")).await;
            answer.assert_status(status);
            assert_eq!(all(&answer, "content-type"), [PROBLEM], "{name}/{path}");
        }
    }
}

#[tokio::test]
async fn a_response_that_is_an_error_still_has_one_content_type() {
    let app = app();
    for (name, status, _, body) in MADE {
        let answer = app.get(&format!("/{name}/from/retyped-response")).await;
        answer.assert_status(status).assert_text(body);
        assert_eq!(all(&answer, "content-type"), ["text/b"], "{name}");
    }
}

#[tokio::test]
async fn a_response_survives_being_an_error_and_a_response_again() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/twice_over")).await;
        assert_answer(&answer, status, content_type, body);
        assert_eq!(answer.header("location"), (name == "redirect").then_some("/elsewhere"), "{name}");
    }
}

#[tokio::test]
async fn a_guard_may_answer_with_a_response() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/guarded/1")).await;
        assert_answer(&answer, status, content_type, body);
        answer.assert_header("set-cookie", "back=1; HttpOnly; SameSite=Lax; Path=/");
        assert_eq!(answer.header("location"), (name == "redirect").then_some("/elsewhere"), "{name}");
    }
}

/// A table, or the way to the login: the one does not become the other.
struct Csv(&'static str);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(http::Response::builder().header("content-type", "text/csv").body(self.0.into())?)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "text/csv", framework::Schema::new());
    }
}

#[get_mapping("/table/<known>")]
fn table(known: bool) -> Result<Csv, RedirectResponse> {
    if known { Ok(Csv("1,2\n")) } else { Err(RedirectResponse::local("/login").see_other()) }
}

fn checked(known: bool) -> Result<u8, RedirectResponse> {
    if known { Ok(1) } else { Err(RedirectResponse::to("/login")) }
}

#[get_mapping("/checked/<known>/<good>")]
async fn check(known: bool, good: bool) -> Result<JsonResponse, Invalid> {
    let number = checked(known)?;
    if !good {
        return Err(Invalid::gone("it was here"));
    }
    Ok(JsonResponse::new(vec![number]))
}

#[tokio::test]
async fn an_own_type_or_a_response_and_a_question_mark() {
    let app = app();
    assert_answer(&app.get("/table/true").await, 200, Some("text/csv"), "1,2\n");
    let login = app.get("/table/false").await;
    assert_answer(&login, 303, None, "");
    login.assert_header("location", "/login");
    assert_answer(&app.get("/checked/true/true").await, 200, Some(JSON), "[1]");
    app.get("/checked/false/true").await.assert_status(302).assert_header("location", "/login");
    app.get("/checked/true/false").await.assert_status(410).assert_header("content-type", PROBLEM);
}
