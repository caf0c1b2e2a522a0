//! Every scalar type as a member of a bean, in JSON, in a form and in the query string: its bounds, and what is none of its
//! values.

use framework::{
    TestApp, TestRequest, TestResponse,
    prelude::*,
    serde_json::{Value, json},
};

use super::scalars::{Bounds, INTEGERS, non_zero};

/// How a member is sent.
const WAYS: [&str; 3] = ["json", "form", "query"];

#[derive(Default)]
struct Members;

/// The member's type is spelled out in each bean, as a program does.
macro_rules! beans {
    ($($name:ident: $type:ty),* $(,)?) => {
        mod beans {
            $(pub(super) mod $name {
                #[allow(unused_imports)] // each has its own type
                use std::num::*;

                #[allow(unused_imports)] // each has its own type
                use framework::{Bean, chrono::*};

                #[derive(Bean)]
                pub(in super::super) struct Member {
                    pub(in super::super) v: $type,
                }
            })*
        }

        #[controller("/members")]
        impl Members {
            $(#[request_mapping(methods("GET", "POST"))] fn $name(member: beans::$name::Member) -> impl IntoResponse {
                member.v
            })*
        }
    };
}

beans! {
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

/// `text` is a number in JSON where it looks like one.
fn ask(app: &TestApp, way: &str, name: &str, text: &str) -> TestRequest {
    let target = format!("/members/{name}");
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    match way {
        "json" => app.post(&target).header("content-type", "application/json").body(format!(r#"{{"v":{text}}}"#)),
        "form" => app.post(&target).form(&[("v", text)]),
        _ => app.get(&format!("{target}?v={encoded}")),
    }
}

/// One error that says what is expected: a 422, a 400 in the query string.
#[track_caller]
fn assert_refused(answer: &TestResponse, way: &str, expected: &str, text: &str) {
    let problem = answer.assert_status(if way == "query" { 400 } else { 422 }).json::<Value>();
    let [error] = problem["errors"].as_array().map(Vec::as_slice).unwrap_or_default() else {
        panic!("{way} {text}: {problem}");
    };
    let message = error["message"].as_str().expect("a message");
    assert!(message.starts_with(&format!("expected {expected}")), "{way} {text:?}: {message}");
    match way {
        "query" => assert_eq!((&error["in"], &error["name"]), (&json!("query"), &json!("v"))),
        _ => assert_eq!((&error["pointer"], &error["rule"]), (&json!("/v"), &json!("type"))),
    }
}

#[tokio::test]
async fn an_integer_is_read_exactly_within_its_bounds() {
    let no_integers = ["", "+", "-", "--1", " 1", "1 ", "٣", "１", "1.0", "1e3", "0x1", "1_000", "NaN", "inf", "true"];
    let app = app();
    for Bounds { name, least, less, most, more } in INTEGERS() {
        // A JSON number beyond 64 bits is a floating-point number here.
        let wide = name.ends_with("128");
        let goods = if wide { [i64::MIN.to_string(), u64::MAX.to_string()] } else { [least, most] };
        let beyond = if wide {
            ["1e40".to_owned(), if name == "u128" { "-1" } else { "-1e40" }.to_owned()]
        } else {
            [less, more]
        };
        let expected = format!("an integer ({name})");
        for way in WAYS {
            for good in goods.iter().filter(|good| name.starts_with('i') || !good.starts_with('-')) {
                ask(&app, way, name, good).await.assert_status(200).assert_text(good);
            }
            for bad in &beyond {
                assert_refused(&ask(&app, way, name, bad).await, way, &expected, bad);
            }
        }
        for way in ["form", "query"] {
            for (good, shown) in [("007", "7"), ("+1", "1"), ("0", "0")] {
                ask(&app, way, name, good).await.assert_status(200).assert_text(shown);
            }
            for bad in no_integers {
                assert_refused(&ask(&app, way, name, bad).await, way, &expected, bad);
            }
        }
        for whole in ["7.0", "70e-1", "7"] {
            ask(&app, "json", name, whole).await.assert_status(200).assert_text("7");
        }
        for bad in ["\"1\"", "\"\"", "1.5", "1e-3", "true", "[1]", "null"] {
            assert_refused(&ask(&app, "json", name, bad).await, "json", &expected, bad);
        }
    }
}

#[tokio::test]
async fn an_integer_other_than_0_is_read_within_its_bounds() {
    let app = app();
    for (name, Bounds { name: within, least, less, most, more }) in non_zero() {
        let expected = format!("an integer other than 0 ({within})");
        for way in WAYS {
            for good in [&least, &most] {
                ask(&app, way, name, good).await.assert_status(200).assert_text(good);
            }
            for bad in ["0", &less, &more, "-1.5"] {
                assert_refused(&ask(&app, way, name, bad).await, way, &expected, bad);
            }
        }
    }
}

#[tokio::test]
async fn a_floating_point_number_is_finite() {
    let app = app();
    let [most32, least32] = [f32::MAX, f32::MIN].map(|number| format!("{number:e}"));
    let [most64, least64] = [f64::MAX, f64::MIN].map(|number| format!("{number:e}"));
    let cases = [
        ("f32", "a number (f32)", [&*most32, &*least32], ["3.5e38", "-3.5e38", "1e39", "1e308"].as_slice()),
        ("f64", "a number", [&*most64, &*least64], &[]),
    ];
    for (name, expected, goods, beyond) in cases {
        for way in WAYS {
            for good in goods.into_iter().chain(["0", "-0.5", "1e3", "1e-60"]) {
                let value: f64 = ask(&app, way, name, good).await.assert_status(200).text().parse().expect("a number");
                let sent: f64 = good.parse().expect("a number");
                assert!((value - sent).abs() <= sent.abs() * 1e-7 + 1e-50, "{way} {name} {good}: {value}");
            }
            for bad in beyond {
                assert_refused(&ask(&app, way, name, bad).await, way, expected, bad);
            }
        }
        for way in ["form", "query"] {
            for bad in ["", "+", " 1", "1 ", "٣", "1,5", "NaN", "nan", "inf", "-inf", "Infinity", "1.8e308", "-1e999"]
            {
                assert_refused(&ask(&app, way, name, bad).await, way, expected, bad);
            }
        }
        for bad in ["\"1\"", "true", "[1]", "null"] {
            assert_refused(&ask(&app, "json", name, bad).await, "json", expected, bad);
        }
        for no_json in ["NaN", "Infinity", "1.8e308", "+1"] {
            ask(&app, "json", name, no_json).await.assert_status(400);
        }
    }
}

/// What is beyond `f32`, wherever it stands.
#[derive(Bean)]
struct Beyond {
    plain: f32,
    other: u8,
    option: Option<f32>,
    #[bean(default)]
    list: Vec<f32>,
    #[bean(default)]
    pair: [f32; 2],
    #[bean(default)]
    map: std::collections::BTreeMap<String, f32>,
    #[bean(default)]
    boxed: Box<f32>,
    wrapped: Option<Ratio>,
    shape: Option<Shape>,
    #[bean(range(..=1.0))]
    ruled: Option<f32>,
}

#[derive(Bean)]
struct Ratio(f32);

#[derive(Bean)]
#[serde(tag = "kind")]
enum Shape {
    Circle { radius: f32 },
}

#[request_mapping("/members/beyond", methods("GET", "POST"))]
fn beyond(bean: Beyond) -> Beyond {
    bean
}

#[post_mapping("/members/list")]
fn list(beans: Vec<Beyond>, #[query] all: Option<Vec<Ratio>>) -> usize {
    beans.len() + all.map_or(0, |all| all.len())
}

#[tokio::test]
async fn a_number_beyond_f32_is_a_violation_wherever_it_stands() {
    let app = app();
    let fitting = json!({
        "plain": 1.5, "other": 1, "option": null, "list": [3e38, -3e38], "pair": [1.0, 2.0], "map": { "a": 0.5 },
        "boxed": 1.0, "wrapped": 1.0, "shape": { "kind": "Circle", "radius": 1.0 }, "ruled": 1.0
    });
    app.post("/members/beyond").json(&fitting).await.assert_status(200);
    let places = [
        ("/plain", json!(1e39)),
        ("/option", json!(-1e39)),
        ("/list/1", json!([1, 1e39])),
        ("/pair/0", json!([1e39, 1])),
        ("/map/a~1b", json!({ "a/b": 1e39 })),
        ("/boxed", json!(1e39)),
        ("/wrapped", json!(1e39)),
        ("/shape/radius", json!({ "kind": "Circle", "radius": 1e39 })),
        ("/ruled", json!(-1e39)),
    ];
    for (pointer, value) in places {
        let mut body = fitting.clone();
        let member = pointer.split('/').nth(1).expect("a member");
        body[member] = value;
        let told = |pointer: String| {
            let message = "expected a number (f32), found a number";
            json!({ "in": "body", "pointer": pointer, "rule": "type", "message": message })
        };
        let problem = app.post("/members/beyond").json(&body).await.assert_status(422).json::<Value>();
        assert_eq!(problem["errors"], json!([told(pointer.to_owned())]));
        let problem = app.post("/members/list").json(&json!([body])).await.assert_status(422).json::<Value>();
        assert_eq!(problem["errors"], json!([told(format!("/0{pointer}"))]));
        // Beside something that cannot be read it is told once, too.
        body["other"] = json!(256);
        let problem = app.post("/members/beyond").json(&body).await.assert_status(422).json::<Value>();
        let mut pointers: Vec<_> =
            problem["errors"].as_array().into_iter().flatten().map(|it| &it["pointer"]).collect();
        pointers.sort_by_key(|pointer| *pointer == "/other");
        assert_eq!(pointers, [pointer, "/other"], "{problem}");
    }
    for (name, target) in
        [("plain", "plain=1e39"), ("list", "plain=1&list=1&list=1e39"), ("wrapped", "plain=1&wrapped=1e39")]
    {
        let problem = app.get(&format!("/members/beyond?other=1&{target}")).await.assert_status(400).json::<Value>();
        let message = "expected a number (f32), got `1e39`";
        assert_eq!(problem["errors"], json!([{ "in": "query", "name": name, "message": message }]), "{problem}");
    }
}

#[tokio::test]
async fn every_other_scalar_is_read_and_what_is_none_is_refused() {
    let cases = [
        ("bool", &["true", "false"][..], &["True", "", " 1", "2", "٣"][..], "true or false"),
        ("char", &["a", "产", " "], &["", "ab"], "one character"),
        ("text", &["a&b=c;d+e %41 \"f\", ß", " both ends "], &[], "text"),
        ("boxed", &["x"], &[], "text"),
        ("date", &["2024-02-29"], &["2023-02-29", "", "٢٠٢٢-10-12"], "a date as 2022-10-12"),
        ("time", &["12:12:12"], &["25:00:00", ""], "a time as 12:12:12"),
        ("datetime", &["2022-10-12T12:12:12"], &["2022-10-12", ""], "a date and time as 2022-10-12T12:12:12"),
        ("utc", &["2022-10-12T12:12:12+00:00"], &["2022-10-12T12:12:12"], "a date and time as 2022-10-12T12:12:12Z"),
        ("zoned", &["2022-10-12T12:12:12-03:30"], &["x"], "a date and time as 2022-10-12T12:12:12+02:00"),
    ];
    let app = app();
    for (name, goods, bads, expected) in cases {
        for way in WAYS {
            let written = |text: &str| match way {
                "json" if !["true", "false"].contains(&text) => Value::from(text).to_string(),
                _ => text.to_owned(),
            };
            for good in goods {
                ask(&app, way, name, &written(good)).await.assert_status(200).assert_text(good);
            }
            for bad in bads {
                assert_refused(&ask(&app, way, name, &written(bad)).await, way, expected, bad);
            }
        }
        for bad in ["[]", "{}", "1.5", "null"] {
            assert_refused(&ask(&app, "json", name, bad).await, "json", expected, bad);
        }
    }
    for (text, shown) in [("1", "true"), ("0", "false")] {
        for way in WAYS {
            ask(&app, way, "bool", text).await.assert_status(200).assert_text(shown);
        }
    }
}
