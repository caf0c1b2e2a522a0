//! The test of conformance finds what is not as described.

use framework::prelude::*;

fn app(module: &str) -> framework::TestApp {
    App::new().module(&format!("openapi::conformance::{module}")).test()
}

mod panicking {
    use framework::prelude::*;

    #[get_mapping("/panicking")]
    fn greatest(number: u8) -> u8 {
        assert!(number < 255, "a mistake at the end of the range");
        number
    }
}

#[tokio::test]
#[should_panic(expected = "GET /panicking, query number = 255: 500")]
async fn a_panic_at_the_end_of_a_range_is_found() {
    app("panicking").assert_conformance().await;
}

mod lying {
    use framework::{Schema, prelude::*};

    /// It says that it is a table.
    pub(super) struct Lie;

    impl IntoResponse for Lie {
        fn into_response(self, context: &Context) -> Result<Response, Invalid> {
            "no table".into_response(context)
        }

        fn describe(description: &mut Description<'_>) {
            description.response(HttpStatus::OK, "text/csv", Schema::new());
        }
    }

    #[get_mapping("/lying")]
    fn lie() -> Lie {
        Lie
    }
}

#[tokio::test]
#[should_panic(expected = "200 OK is `text/plain`, described as [\"text/csv\"]")]
async fn another_media_type_is_found() {
    app("lying").assert_conformance().await;
}

mod misshapen {
    use framework::{Schema, prelude::*};

    pub(super) struct Misshapen;

    impl IntoResponse for Misshapen {
        fn into_response(self, context: &Context) -> Result<Response, Invalid> {
            vec![7].into_response(context)
        }

        fn describe(description: &mut Description<'_>) {
            let schema = Schema::from_iter([("type".to_owned(), "object".into())]);
            description.response(HttpStatus::OK, "application/json", schema);
        }
    }

    #[get_mapping("/misshapen")]
    fn misshapen() -> Misshapen {
        Misshapen
    }
}

#[tokio::test]
#[should_panic(expected = "200 OK does not suit {\"type\":\"object\"}: [7]")]
async fn a_body_that_does_not_suit_its_schema_is_found() {
    app("misshapen").assert_conformance().await;
}

mod undescribed {
    use framework::prelude::*;

    pub(super) struct Teapot;

    impl IntoResponse for Teapot {
        fn into_response(self, context: &Context) -> Result<Response, Invalid> {
            StatusResponse::new(418, "a teapot").into_response(context)
        }

        fn describe(description: &mut Description<'_>) {
            description.empty_response(HttpStatus::OK);
        }
    }

    #[get_mapping("/undescribed")]
    fn teapot() -> Teapot {
        Teapot
    }
}

#[tokio::test]
#[should_panic(expected = "418 I'm a teapot is not described")]
async fn a_status_that_is_not_described_is_found() {
    app("undescribed").assert_conformance().await;
}

mod guarded {
    use framework::{Security, prelude::*};

    pub(super) struct Ada;

    impl Guard for Ada {
        async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
            let is_ada = request.header("authorization") == Some("Bearer ada");
            if is_ada { Ok(Ada) } else { Err(Invalid::unauthorized("log in first")) }
        }

        fn describe(description: &mut Description<'_>) {
            description.security(Security::bearer());
        }
    }

    #[get_mapping("/guarded")]
    fn broken(#[guard] _ada: Ada) -> u8 {
        panic!("only Ada sees it")
    }

    #[get_mapping("/open")]
    fn open() {}
}

#[tokio::test]
#[should_panic(expected = "GET /guarded, plain: 500")]
async fn a_header_field_shows_who_asks() {
    app("guarded").conformance().header("authorization", "Bearer ada").assert().await;
}

#[tokio::test]
async fn a_route_may_be_left_out() {
    let test = app("guarded").conformance().header("authorization", "Bearer ada");
    test.without("GET /guarded").assert().await;
    app("guarded").assert_conformance().await;
}
