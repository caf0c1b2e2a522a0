//! Every scalar type from every place of one text, and from JSON: its bounds, and what is none of its values.

use std::num::*;

use framework::{
    TestApp, TestRequest, TestResponse,
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prelude::*,
    serde_json::{Value, json},
};

/// The places in which a value is a text.
const TEXTS: [&str; 5] = ["path", "query", "header", "cookie", "form"];

#[derive(Default)]
struct Path;
#[derive(Default)]
struct Query;
#[derive(Default)]
struct Header;
#[derive(Default)]
struct FromCookie;
#[derive(Default)]
struct Form;
#[derive(Default)]
struct Json;

macro_rules! handlers {
    ($($name:ident: $type:ty),* $(,)?) => {
        #[controller("/scalars/path/<v>")]
        impl Path {
            $(#[get_mapping] fn $name(v: $type) -> impl IntoResponse { v })*
        }

        #[controller("/scalars/query")]
        impl Query {
            $(#[get_mapping] fn $name(v: $type) -> impl IntoResponse { v })*
        }

        #[controller("/scalars/header")]
        impl Header {
            $(#[get_mapping] fn $name(#[header] v: $type) -> impl IntoResponse { v })*
        }

        #[controller("/scalars/cookie")]
        impl FromCookie {
            $(#[get_mapping] fn $name(#[cookie] v: $type) -> impl IntoResponse { v })*
        }

        #[controller("/scalars/form")]
        impl Form {
            $(#[post_mapping] fn $name(#[form] v: $type) -> impl IntoResponse { v })*
        }

        #[controller("/scalars/json")]
        impl Json {
            $(#[post_mapping] fn $name(#[json("/v")] v: $type) -> impl IntoResponse { v })*
        }
    };
}

handlers! {
    i8: i8, i16: i16, i32: i32, i64: i64, i128: i128, isize: isize,
    u8: u8, u16: u16, u32: u32, u64: u64, u128: u128, usize: usize,
    ni8: NonZeroI8, ni16: NonZeroI16, ni32: NonZeroI32, ni64: NonZeroI64, nisize: NonZeroIsize,
    nu8: NonZeroU8, nu16: NonZeroU16, nu32: NonZeroU32, nu64: NonZeroU64, nusize: NonZeroUsize,
    f32: f32, f64: f64, bool: bool, char: char, text: String, boxed: Box<str>,
    date: NaiveDate, time: NaiveTime, datetime: NaiveDateTime, utc: DateTime<Utc>, zoned: DateTime<FixedOffset>,
}

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

fn ask(app: &TestApp, place: &str, name: &str, text: &str) -> TestRequest {
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let target = format!("/scalars/{place}/{name}");
    match place {
        "path" => app.get(&format!("/scalars/path/{encoded}/{name}")),
        "query" => app.get(&format!("{target}?v={encoded}")),
        "header" => app.get(&target).header("v", text),
        "cookie" => app.get(&target).cookie("v", text),
        "form" => app.post(&target).form(&[("v", text)]),
        _ => app.post(&target).header("content-type", "application/json").body(format!(r#"{{"v":{text}}}"#)),
    }
}

/// A 400 with one error of exactly this message; a value is shown for path and query only.
#[track_caller]
fn assert_refused(answer: &TestResponse, place: &str, expected: &str, text: &str) {
    let message = match place {
        "path" | "query" => format!("expected {expected}, got `{}`", text.escape_debug()),
        _ => format!("expected {expected}"),
    };
    let (error, detail) = match place {
        "json" => (json!({ "in": "body", "pointer": "/v", "message": message }), format!("body /v: {message}")),
        _ => (json!({ "in": place, "name": "v", "message": message }), format!("{place} parameter `v`: {message}")),
    };
    let problem = answer.assert_status(400).json::<Value>();
    assert_eq!(problem["errors"], json!([error]), "{place} {text:?}");
    assert_eq!(problem["detail"], detail, "{place} {text:?}");
}

pub(super) struct Bounds {
    pub(super) name: &'static str,
    pub(super) least: String,
    pub(super) less: String,
    pub(super) most: String,
    pub(super) more: String,
}

macro_rules! bounds {
    ($($type:ident)*) => {
        [$(Bounds {
            name: stringify!($type),
            least: $type::MIN.to_string(),
            less: if $type::MIN == 0 { "-1".to_owned() } else { one_further($type::MIN) },
            most: $type::MAX.to_string(),
            more: one_further($type::MAX),
        }),*]
    };
}

pub(super) const INTEGERS: fn() -> [Bounds; 12] = || bounds!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// Name, bounds and the type within.
pub(super) fn non_zero() -> Vec<(&'static str, Bounds)> {
    macro_rules! types {
        ($($name:ident $type:ident $within:ident)*) => {
            [$((stringify!($name), Bounds {
                name: stringify!($within),
                least: $type::MIN.to_string(),
                less: if $within::MIN == 0 { "-1".to_owned() } else { one_further($type::MIN) },
                most: $type::MAX.to_string(),
                more: one_further($type::MAX),
            })),*]
        };
    }
    let all = types! {
        ni8 NonZeroI8 i8 ni16 NonZeroI16 i16 ni32 NonZeroI32 i32 ni64 NonZeroI64 i64 nisize NonZeroIsize isize
        nu8 NonZeroU8 u8 nu16 NonZeroU16 u16 nu32 NonZeroU32 u32 nu64 NonZeroU64 u64 nusize NonZeroUsize usize
    };
    all.into()
}

/// No bound ends in 9, so the next number away from zero differs in the last digit alone.
fn one_further(bound: impl ToString) -> String {
    let mut digits = bound.to_string();
    let last = digits.pop().and_then(|digit| digit.to_digit(10)).expect("a digit");
    format!("{digits}{}", last + 1)
}

#[tokio::test]
async fn an_integer_is_read_exactly_within_its_bounds_from_every_place() {
    let no_integers = [
        "", "+", "-", "--1", "+-1", " 1", "1 ", "\t1", "1\u{a0}", "٣", "１", "²", "1.0", "1e3", "0x1", "1_000",
        "1,000", "NaN", "inf", "true", "one",
    ];
    let app = app();
    for Bounds { name, least, less, most, more } in INTEGERS() {
        let expected = format!("an integer ({name})");
        for place in TEXTS {
            let goods = [(&*least, &*least), (&*most, &*most), ("0", "0"), ("007", "7"), ("+1", "1")];
            for (good, shown) in goods {
                ask(&app, place, name, good).await.assert_status(200).assert_text(shown);
            }
            let beyond = "9".repeat(80);
            let bads = no_integers.into_iter().chain([&*less, &*more, &beyond]);
            // An empty segment is another path.
            for bad in bads.filter(|bad| place != "path" || !bad.is_empty()) {
                let answer = ask(&app, place, name, bad).await;
                if bad.len() < 64 {
                    assert_refused(&answer, place, &expected, bad);
                }
                answer.assert_status(400);
            }
            let negative = ask(&app, place, name, "-1").await;
            if name.starts_with('i') {
                negative.assert_status(200).assert_text("-1");
            } else {
                assert_refused(&negative, place, &expected, "-1");
            }
        }
    }
}

#[tokio::test]
async fn an_integer_in_json_is_a_number_within_its_bounds() {
    let app = app();
    let no_integers = ["\"1\"", "\"\"", "1.5", "1e-3", "true", "[1]", "{}", "1e400000"];
    for Bounds { name, least, less, most, more } in INTEGERS() {
        // A JSON number beyond 64 bits is a floating-point number here.
        let wide = name.ends_with("128");
        let goods = if wide { [i64::MIN.to_string(), u64::MAX.to_string()] } else { [least, most] };
        for good in goods.iter().filter(|good| name.starts_with('i') || !good.starts_with('-')) {
            ask(&app, "json", name, good).await.assert_status(200).assert_text(good);
        }
        // To JSON Schema a number without a fraction is an integer, however it is written.
        for whole in ["7.0", "70e-1"] {
            ask(&app, "json", name, whole).await.assert_status(200).assert_text("7");
        }
        let expected = format!("an integer ({name})");
        for bad in no_integers.into_iter().filter(|bad| *bad != "1e400000").chain([&*less, &*more]) {
            assert_refused(&ask(&app, "json", name, bad).await, "json", &expected, bad);
        }
        let missing = ask(&app, "json", name, "null").await.assert_status(400).json::<Value>();
        assert_eq!(missing["errors"], json!([{ "in": "body", "pointer": "/v", "message": "is missing" }]));
        for no_json in ["", "+1", "01", "٣", "NaN", "1_000", "0x1", "1e400000", "-"] {
            let problem = ask(&app, "json", name, no_json).await.assert_status(400).json::<Value>();
            let message = problem["errors"][0]["message"].as_str().expect("a message");
            assert!(message.starts_with("is not JSON: ") && message.contains("line 1"), "{no_json}: {message}");
        }
    }
}

#[tokio::test]
async fn an_integer_other_than_0_is_read_within_its_bounds() {
    let app = app();
    for (name, Bounds { name: within, least, less, most, more }) in non_zero() {
        let expected = format!("an integer other than 0 ({within})");
        for place in TEXTS.into_iter().chain(["json"]) {
            for good in [&least, &most] {
                ask(&app, place, name, good).await.assert_status(200).assert_text(good);
            }
            let texts = ["-0", "000", " 1", "٣", "NaN"];
            let others = if place == "json" { ["1.5", "\"1\"", "true", "[1]", "{}"] } else { texts };
            for bad in ["0", &less, &more].into_iter().chain(others) {
                assert_refused(&ask(&app, place, name, bad).await, place, &expected, bad);
            }
        }
    }
}

#[tokio::test]
async fn a_floating_point_number_is_finite_in_every_place() {
    let (most32, least32) = (f32::MAX.to_string(), f32::MIN.to_string());
    let (most64, least64) = (format!("{:e}", f64::MAX), format!("{:e}", f64::MIN));
    let goods = [
        ("f32", &*most32, &*most32),
        ("f32", &least32, &least32),
        ("f64", &most64, &most64),
        ("f64", &least64, &least64),
        ("f64", "0", "0"),
        ("f64", "-0.5", "-0.5"),
        ("f64", "1.50", "1.5"),
        ("f64", "1e3", "1000"),
        ("f32", "0.1", "0.1"),
    ];
    let app = app();
    for (name, good, shown) in goods {
        for place in TEXTS.into_iter().chain(["json"]) {
            let answer = ask(&app, place, name, good).await;
            let value: f64 = answer.assert_status(200).text().parse().expect("a number");
            let shown: f64 = shown.parse().expect("a number");
            assert!((value - shown).abs() <= shown.abs() * 1e-7, "{place} {name} {good}: {value}");
        }
    }
    let nothing = ["", " 1", "1 ", "٣", "1,5", "NaN", "nan", "-NaN", "inf", "-inf", "Infinity", "0x1p3", "1e", "--1"];
    for (name, beyond) in [("f32", ["3.5e38", "-3.5e38"]), ("f64", ["1.8e308", "-1.8e308"])] {
        let expected = format!("a number ({name})");
        for place in TEXTS {
            for bad in nothing.into_iter().chain(beyond).filter(|bad| place != "path" || !bad.is_empty()) {
                assert_refused(&ask(&app, place, name, bad).await, place, &expected, bad);
            }
        }
        for bad in ["\"1\"", "true", "[1]"].into_iter().chain(beyond.into_iter().filter(|_| name == "f32")) {
            assert_refused(&ask(&app, "json", name, bad).await, "json", &expected, bad);
        }
        for bad in ["NaN", "Infinity", "1.", "1.8e308", "-1.8e308"] {
            ask(&app, "json", name, bad).await.assert_status(400);
        }
    }
}

#[tokio::test]
async fn every_other_scalar_is_read_from_every_place() {
    let cases = [
        ("bool", "true", "true"),
        ("bool", "1", "true"),
        ("bool", "on", "true"),
        ("bool", "false", "false"),
        ("bool", "0", "false"),
        ("bool", "off", "false"),
        ("char", "a", "a"),
        ("char", "产", "产"),
        ("char", " ", " "),
        ("text", "a&b=c;d+e %41 \"f\", ß", "a&b=c;d+e %41 \"f\", ß"),
        ("text", " both ends ", " both ends "),
        ("boxed", "x", "x"),
        ("date", "2024-02-29", "2024-02-29"),
        ("time", "12:12:12", "12:12:12"),
        ("datetime", "2022-10-12T12:12:12", "2022-10-12T12:12:12"),
        ("utc", "2022-10-12T12:12:12+02:00", "2022-10-12T10:12:12+00:00"),
        ("zoned", "2022-10-12T12:12:12-03:30", "2022-10-12T12:12:12-03:30"),
    ];
    let app = app();
    for (name, text, shown) in cases {
        for place in TEXTS {
            ask(&app, place, name, text).await.assert_status(200).assert_text(shown);
        }
        let quoted = if name == "bool" {
            text.replace("on", "true").replace("off", "false")
        } else {
            Value::from(text).to_string()
        };
        ask(&app, "json", name, &quoted).await.assert_status(200).assert_text(shown);
    }
    for place in ["query", "header", "cookie", "form"] {
        ask(&app, place, "text", "").await.assert_status(200).assert_text("");
    }
    ask(&app, "json", "text", "\"\"").await.assert_status(200).assert_text("");
}

#[tokio::test]
async fn what_is_no_such_scalar_is_refused_in_every_place() {
    let cases = [
        ("bool", "True", "true, false, 1, 0, on or off"),
        ("bool", "", "true, false, 1, 0, on or off"),
        ("bool", " 1", "true, false, 1, 0, on or off"),
        ("bool", "2", "true, false, 1, 0, on or off"),
        ("char", "", "one character"),
        ("char", "ab", "one character"),
        ("date", "2023-02-29", "a date as 2022-10-12"),
        ("date", "", "a date as 2022-10-12"),
        ("date", "2022-10-12x", "a date as 2022-10-12"),
        ("date", "20221012", "a date as 2022-10-12"),
        ("date", "٢٠٢٢-10-12", "a date as 2022-10-12"),
        ("time", "25:00:00", "a time as 12:12:12"),
        ("datetime", "2022-10-12", "a date and time as 2022-10-12T12:12:12"),
        ("utc", "2022-10-12T12:12:12", "a date and time as 2022-10-12T12:12:12Z"),
        ("zoned", "2022-10-12T12:12:12+99:00", "a date and time as 2022-10-12T12:12:12+02:00"),
    ];
    let app = app();
    for (name, text, expected) in cases {
        for place in TEXTS.into_iter().filter(|place| *place != "path" || !text.is_empty()) {
            assert_refused(&ask(&app, place, name, text).await, place, expected, text);
        }
        let quoted = Value::from(text).to_string();
        assert_refused(&ask(&app, "json", name, &quoted).await, "json", expected, text);
    }
    for (name, expected) in [("text", "text"), ("boxed", "text"), ("date", "a date as 2022-10-12")] {
        for bad in ["1", "true", "[\"a\"]", "{}"] {
            assert_refused(&ask(&app, "json", name, bad).await, "json", expected, bad);
        }
    }
}
