//! What the rows say of many types at once: every number, and every response type beside the plain value it stands for.

use std::num;

use framework::{http::StatusCode, prelude::*, serde_json::Value};

use super::{Case, FAILED, Fields, HTML, JSON, NONE, OCTETS, OK, TEXT, app, expect, expect_failures};

#[derive(Default)]
struct Least;
#[derive(Default)]
struct Greatest;
#[derive(Default)]
struct LeastNonZero;
#[derive(Default)]
struct GreatestNonZero;

macro_rules! numbers {
    ($($plain:ident $non_zero:ident)*) => {
        #[controller("/pairs/least")]
        impl Least {
            $(#[get_mapping] fn $plain() -> $plain { $plain::MIN })*
        }

        #[controller("/pairs/greatest")]
        impl Greatest {
            $(#[get_mapping] fn $plain() -> $plain { $plain::MAX })*
        }

        #[controller("/pairs/least-non-zero")]
        impl LeastNonZero {
            $(#[get_mapping] fn $plain() -> num::$non_zero { num::$non_zero::MIN })*
        }

        #[controller("/pairs/greatest-non-zero")]
        impl GreatestNonZero {
            $(#[get_mapping] fn $plain() -> num::$non_zero { num::$non_zero::MAX })*
        }

        #[tokio::test]
        async fn rows_11_and_15_and_101_every_number_is_exact_at_its_bounds() {
            let bounds = [$(
                (concat!("/pairs/least/", stringify!($plain)), $plain::MIN.to_string()),
                (concat!("/pairs/greatest/", stringify!($plain)), $plain::MAX.to_string()),
                (concat!("/pairs/least-non-zero/", stringify!($plain)), num::$non_zero::MIN.to_string()),
                (concat!("/pairs/greatest-non-zero/", stringify!($plain)), num::$non_zero::MAX.to_string()),
            )*];
            let cases: Vec<Case<'_>> =
                bounds.iter().map(|(target, digits)| (*target, OK, TEXT, digits.as_str())).collect();
            assert_eq!(cases.len(), 48);
            expect(app(), &cases).await;
        }
    };
}

numbers! {
    i8 NonZeroI8 i16 NonZeroI16 i32 NonZeroI32 i64 NonZeroI64 i128 NonZeroI128 isize NonZeroIsize
    u8 NonZeroU8 u16 NonZeroU16 u32 NonZeroU32 u64 NonZeroU64 u128 NonZeroU128 usize NonZeroUsize
}

#[get_mapping("/pairs/float/<bits>")]
fn float(bits: u64) -> f64 {
    f64::from_bits(bits)
}

#[get_mapping("/pairs/single/<bits>")]
fn single(bits: u32) -> f32 {
    f32::from_bits(bits)
}

#[tokio::test]
async fn row_102_a_float_is_the_shortest_decimal_or_a_500() {
    let numbers = [(1.0, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"), (-0.0, "-0")];
    for (number, text) in numbers {
        expect(app(), &[(&format!("/pairs/float/{}", f64::to_bits(number)), OK, TEXT, text)]).await;
    }
    for number in [f64::MIN, f64::MAX, f64::MIN_POSITIVE, f64::EPSILON, 5e-324] {
        let server = app().listen("127.0.0.1:0").start().await.expect("it starts");
        let target = format!("/pairs/float/{}", number.to_bits());
        let sent = super::get(server.address().expect("an address"), &target).await;
        let text = String::from_utf8(sent.body).expect("UTF-8");
        assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(number.to_bits()), "{text}");
    }
    let none = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|number| format!("/pairs/float/{}", number.to_bits()));
    expect_failures(app(), &none.each_ref().map(String::as_str)).await;
    let none = [f32::NAN, f32::INFINITY].map(|number| format!("/pairs/single/{}", number.to_bits()));
    expect_failures(app(), &none.each_ref().map(String::as_str)).await;
}

macro_rules! pairs {
    ($($plain:ident -> $returned:ty { $value:expr }, $response:ident -> $type:ty { $made:expr };
        $status:expr, $fields:expr, $body:expr;)*) => {
        #[derive(Default)]
        struct Pairs;

        #[controller("/pairs/pair")]
        impl Pairs {$(
            #[get_mapping]
            fn $plain() -> $returned {
                $value
            }

            #[get_mapping]
            fn $response() -> $type {
                $made
            }
        )*}

        #[tokio::test]
        async fn row_45_a_plain_value_and_its_response_type_give_the_same_bytes() {
            let cases: &[Case<'_>] = &[$(
                (concat!("/pairs/pair/", stringify!($plain)), $status, $fields, $body),
                (concat!("/pairs/pair/", stringify!($response)), $status, $fields, $body),
            )*];
            expect(app(), cases).await;
        }
    };
}

pairs! {
    plain_text -> &'static str { "a text" },
        text_response -> PlainTextResponse { PlainTextResponse::new("a text") };
        OK, TEXT, "a text";
    html_prefix -> &'static str { "$html:<p>" }, html_response -> HtmlResponse { HtmlResponse::new("<p>") };
        OK, HTML, "<p>";
    plain_json -> Value { Value::from(vec![1, 2]) },
        json_response -> JsonResponse { JsonResponse::new(Value::from(vec![1, 2])) };
        OK, JSON, "[1,2]";
    plain_list -> Vec<u16> { vec![1, 2] }, list_response -> JsonResponse { JsonResponse::new(vec![1_u16, 2]) };
        OK, JSON, "[1,2]";
    plain_bytes -> Vec<u8> { vec![65] }, bytes_response -> BytesResponse { BytesResponse::new("A") };
        OK, OCTETS, "A";
    plain_status -> HttpStatus { HttpStatus::GONE },
        status_response -> StatusResponse { StatusResponse::from(HttpStatus::GONE) };
        "410 Gone", NONE, "";
    plain_code -> StatusCode { StatusCode::GONE }, code_response -> StatusResponse { StatusResponse::from(410) };
        "410 Gone", NONE, "";
    plain_nothing -> () { () }, nothing_response -> StatusResponse { StatusResponse::from(200) };
        OK, NONE, "";
    redirect_prefix -> &'static str { "$redirect:/a" },
        redirect_response -> RedirectResponse { RedirectResponse::to("/a") };
        "302 Found", &[("location", "/a")], "";
}

macro_rules! instead {
    ($($path:literal $name:ident $type:ty;)*) => {
        #[derive(Default)]
        struct Instead;

        /// Each response type, made of another one.
        #[controller("/pairs/instead")]
        impl Instead {$(
            #[get_mapping($path)]
            fn $name(&self, what: &str) -> $type {
                match what {
                    "redirect" => RedirectResponse::to("http://www.baidu.com").into(),
                    "status" => StatusResponse::new(500, "out of order").into(),
                    "text" => PlainTextResponse::new("a text").into(),
                    "html" => "<p>".html().into(),
                    "json" => "[1]".json().into(),
                    "octets" => "A".octets().into(),
                    _ => "data.unknown-type".file().into(),
                }
            }
        )*}

        const PATHS: &[&str] = &[$($path),*];
    };
}

instead! {
    "/text/<what>" text PlainTextResponse;
    "/html/<what>" html HtmlResponse;
    "/json/<what>" json JsonResponse;
    "/octets/<what>" octets BytesResponse;
    "/file/<what>" file FileResponse;
    "/redirect/<what>" redirect RedirectResponse;
    "/status/<what>" status StatusResponse;
}

#[tokio::test]
async fn rows_87_and_94_and_122_every_response_type_may_be_every_other() {
    let there: Fields<'_> = &[("location", "http://www.baidu.com")];
    let file: Fields<'_> = &[
        ("content-type", "application/octet-stream"),
        ("etag", "*"),
        ("last-modified", "*"),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
    ];
    let answers = [
        ("redirect", "302 Found", there, ""),
        ("status", FAILED, TEXT, "out of order"),
        ("text", OK, TEXT, "a text"),
        ("html", OK, HTML, "<p>"),
        ("json", OK, JSON, "[1]"),
        ("octets", OK, OCTETS, "A"),
        ("file", OK, file, "no known type\n"),
    ];
    for path in PATHS {
        let targets = answers.map(|(what, ..)| format!("/pairs/instead{}", path.replace("<what>", what)));
        let cases = targets.iter().zip(answers);
        let cases: Vec<Case<'_>> =
            cases.map(|(target, (_, status, fields, body))| (target.as_str(), status, fields, body)).collect();
        expect(app(), &cases).await;
    }
}

#[tokio::test]
async fn row_97_a_text_with_a_claimed_prefix_is_described_as_what_it_is_sent_as() {
    let document: Value = app().set("http.docs", "on").test().get("/openapi.json").await.json();
    for (path, media_type) in [("/beyond/or/{what}", "text/csv"), ("/beyond/prefix/own", "text/csv")] {
        let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
        assert!(content[media_type].is_object(), "{path}: {content}");
    }
}
