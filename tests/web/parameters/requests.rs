//! Header fields, raw bodies, and the request itself.

use framework::{
    Extension,
    bytes::Bytes,
    chrono::NaiveDate,
    http::{HeaderMap, Method, Uri},
    prelude::*,
    serde_json::{Value, json},
    tokio,
};

use super::{Size, app};

#[get_mapping]
fn headers(
    #[header("X-Day")] day: NaiveDate,
    #[header] x_size: Size,
    #[header] x_list: Vec<u8>,
    #[header] x_text: String,
) -> Value {
    json!([day, x_size, x_list, x_text])
}

#[tokio::test]
async fn header_fields_are_found_whatever_their_case_and_never_shown_when_refused() {
    let app = app();
    let request = app.get("/headers").header("x-day", "2022-10-12").header("X-SIZE", "xxl").header("x-list", "1");
    let answer = request.header("X-List", "2").header("X-Text", "ß").await;
    answer.assert_status(200).assert_text(r#"["2022-10-12","xxl",[1,2],"ß"]"#);

    let request =
        app.get("/headers").header("x-day", "s3cret-1").header("x-size", "s3cret-2").header("x-list", "s3cret-3");
    let answer = request.header("x-text", b"s3cret-\xFF").await;
    assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
    assert_eq!(
        answer.json::<Value>()["errors"],
        json!([
            { "in": "header", "name": "x-day", "message": "expected a date as 2022-10-12" },
            { "in": "header", "name": "x-size", "message": "expected one of small, very-large, xxl" },
            { "in": "header", "name": "x-list", "message": "expected an integer (u8)" },
            { "in": "header", "name": "x-text", "message": "expected UTF-8" },
        ])
    );
}

#[derive(Default)]
struct RawBody;

#[controller("/body")]
impl RawBody {
    #[post_mapping]
    fn text(#[body] body: String) -> String {
        body
    }

    #[put_mapping]
    fn borrowed(#[body] body: &str) -> String {
        body.to_owned()
    }

    #[patch_mapping]
    fn octets(#[body] body: Vec<u8>) -> Vec<u8> {
        body
    }

    #[post_mapping]
    async fn buffer(#[body] body: Bytes) -> Bytes {
        body
    }

    #[post_mapping("/slice/<id>")]
    async fn slice(&self, id: u8, #[body] body: &[u8], q: Option<i32>) -> String {
        tokio::task::yield_now().await;
        format!("{id} {} {q:?}", body.len())
    }
}

#[tokio::test]
async fn a_raw_body_is_taken_as_it_is() {
    let app = app();
    let cases = [
        (Method::POST, "/body/text", "text/plain; charset=UTF-8"),
        (Method::PUT, "/body/borrowed", "text/plain; charset=UTF-8"),
        (Method::PATCH, "/body/octets", "application/octet-stream"),
        (Method::POST, "/body/buffer", "application/octet-stream"),
    ];
    for (method, path, media_type) in cases {
        for body in ["", "a", "Grüße\r\n\0"] {
            let answer = app.request(method.clone(), path).body(body).header("content-type", "image/png").await;
            answer.assert_status(200).assert_header("content-type", media_type).assert_text(body);
        }
    }
    app.post("/body/slice/7?q=1").body(vec![0xFF, 0]).await.assert_text("7 2 Some(1)");
}

#[tokio::test]
async fn a_text_body_that_is_no_utf_8_is_a_400_and_octets_are_free() {
    let app = app();
    for (method, path) in [(Method::POST, "/body/text"), (Method::PUT, "/body/borrowed")] {
        let answer = app.request(method, path).body(vec![b'a', 0xFF]).await;
        let errors = json!([{ "in": "body", "message": "expected UTF-8" }]);
        assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors);
    }
    let answer = app.patch("/body/octets").body(vec![b'a', 0xFF]).await;
    assert_eq!(answer.assert_status(200).bytes().as_ref(), [b'a', 0xFF]);
}

#[tokio::test]
async fn a_raw_body_is_a_413_beyond_the_limit() {
    let app = App::new().module(module_path!()).set("http.body_limit", "4 B").test();
    app.post("/body/text").body("1234").await.assert_status(200).assert_text("1234");
    app.post("/body/text").body("12345").await.assert_status(413);
}

#[post_mapping("/scalars-beside-a-body")]
fn scalars_of_a_post(n: i32, #[body] text: &str) -> String {
    format!("{n} {text}")
}

#[delete_mapping("/scalars-beside-a-body")]
fn scalars_of_a_delete(n: i32) -> i32 {
    n
}

#[tokio::test]
async fn a_scalar_is_from_the_query_string_whatever_the_method() {
    let app = app();
    app.post("/scalars-beside-a-body?n=1").body("n=2").await.assert_status(200).assert_text("1 n=2");
    app.delete("/scalars-beside-a-body?n=3").await.assert_status(200).assert_text("3");
    app.post("/scalars-beside-a-body").body("n=2").await.assert_status(400);
}

#[derive(Default)]
struct Requests;

#[controller("/request/<name>")]
impl Requests {
    #[get_mapping("/<id>")]
    async fn request(head: &RequestHead, headers: &HeaderMap, uri: &Uri, method: Method, id: u8) -> String {
        let captures: Vec<_> = head.captures().collect();
        let header = headers.get("x-a").map(|value| value.as_bytes().to_vec());
        let route = head.route().map(|route| route.pattern);
        format!(
            "{method} {uri} {id} {captures:?} {header:?} {:?} {:?} {route:?}",
            head.capture("name"),
            head.query("q")
        )
    }
}

#[tokio::test]
async fn the_request_itself_can_be_taken() {
    let answer = app().get("/request/a%20b/7?q=1+2").header("X-A", "x").await;
    answer.assert_status(200).assert_text(
        r#"GET /request/a%20b/7?q=1+2 7 [("name", "a b"), ("id", "7")] Some([120]) Some("a b") Some("1 2") Some("/request/<name>/<id>")"#,
    );
}

#[get_mapping("/attached/required")]
fn attached(layer: Extension<u8>) -> u8 {
    layer.0
}

#[get_mapping("/attached")]
fn perhaps_attached(layer: Option<Extension<u8>>) -> String {
    format!("{layer:?}")
}

#[tokio::test]
async fn what_no_layer_has_attached_is_none_where_it_may_be_missing_and_a_500_elsewhere() {
    let app = app();
    app.get("/attached").await.assert_text("None");
    app.get("/attached/required").await.assert_status(500);
}
