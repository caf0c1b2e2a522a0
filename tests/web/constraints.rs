//! Constraints of the program's own, ranks, and methods of any name.

use framework::prelude::*;

#[path_constraint("vowel")]
fn vowel(segment: &str) -> bool {
    matches!(segment, "a" | "e" | "i" | "o" | "u")
}

#[path_constraint]
fn even(segment: &str) -> bool {
    segment.parse::<u64>().is_ok_and(|number| number % 2 == 0)
}

#[derive(Default)]
struct Letters;

#[controller("/letters")]
impl Letters {
    #[get_mapping("/<letter|vowel>")]
    fn vowel(&self, letter: &str) -> String {
        format!("vowel {letter}")
    }

    #[get_mapping("/<number|even>")]
    fn even(&self, number: u64) -> String {
        format!("even {number}")
    }

    #[get_mapping("/<any>")]
    fn any(&self, any: &str) -> String {
        format!("any {any}")
    }

    #[request_mapping("/<any>", methods("PROPFIND", "DELETE"))]
    fn other(&self, head: &RequestHead, any: &str) -> String {
        format!("{} {any}", head.method())
    }

    #[get_mapping("/ranked/<x||[a-z]+>", rank = 2)]
    fn second(&self, x: &str) -> String {
        format!("second {x}")
    }

    #[get_mapping("/ranked/<x||[a-y]+>", rank = 1)]
    fn first(&self, x: &str) -> String {
        format!("first {x}")
    }

    #[get_mapping("/ranked/<x|vowel>", rank = -1)]
    fn before(&self, x: &str) -> String {
        format!("before {x}")
    }
}

fn app() -> framework::TestApp {
    App::new().only::<Letters>().test()
}

#[tokio::test]
async fn a_constraint_of_ones_own_decides_which_route_answers() {
    let app = app();
    app.get("/letters/a").await.assert_text("vowel a");
    app.get("/letters/%61").await.assert_text("vowel a");
    app.get("/letters/4").await.assert_text("even 4");
    app.get("/letters/3").await.assert_text("any 3");
    app.get("/letters/b").await.assert_text("any b");
}

#[tokio::test]
async fn the_lower_rank_goes_first_whatever_the_text() {
    let app = app();
    app.get("/letters/ranked/a").await.assert_text("before a");
    app.get("/letters/ranked/b").await.assert_text("first b");
    app.get("/letters/ranked/z").await.assert_text("second z");
}

#[tokio::test]
async fn any_method_can_be_mapped_and_is_then_known() {
    let app = app();
    let propfind = http::Method::from_bytes(b"PROPFIND").expect("a method");
    app.request(propfind.clone(), "/letters/x").await.assert_text("PROPFIND x");
    app.delete("/letters/x").await.assert_text("DELETE x");
    let refused = app.post("/letters/x").await;
    refused.assert_status(405).assert_header("allow", "DELETE, GET, HEAD, OPTIONS, PROPFIND");
    app.request(propfind, "/letters/ranked/x").await.assert_status(405);
    app.request(http::Method::from_bytes(b"BREW").expect("a method"), "/letters/x").await.assert_status(501);
}

#[test]
fn explain_asks_the_constraint_too() {
    let explanation = App::new().only::<Letters>().explain("GET", "/letters/b").expect("no conflict");
    let reason = |function: &str| {
        explanation.others.iter().find(|miss| miss.route.function == function).map(|miss| miss.reason.to_string())
    };
    assert_eq!(reason("Letters::vowel").as_deref(), Some("`b` is not `<letter|vowel>`"));
}
