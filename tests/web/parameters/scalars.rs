//! Every kind of scalar, and what is answered when a text is none.

use framework::{
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prelude::*,
    serde_json::{Value, json},
    tokio,
};

use super::{Metres, Size, app};

#[derive(Default)]
struct InQuery;
#[derive(Default)]
struct InPath;

// `impl IntoResponse` is described by inference: what is returned is the number.
macro_rules! integers {
    ($($type:ident)*) => {
        #[controller("/query")]
        impl InQuery {
            $(#[get_mapping] fn $type(value: $type) -> impl IntoResponse { value })*
        }

        #[controller("/path/<value>")]
        impl InPath {
            $(#[get_mapping] async fn $type(value: $type) -> impl IntoResponse { value })*
        }

        /// Type, least, one less, most, one more.
        fn bounds() -> Vec<(&'static str, [String; 4])> {
            vec![$((stringify!($type), [
                $type::MIN.to_string(),
                if $type::MIN == 0 { "-1".to_owned() } else { one_further($type::MIN) },
                $type::MAX.to_string(),
                one_further($type::MAX),
            ])),*]
        }
    };
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// No bound ends in 9, so the next number away from zero differs in the last digit alone.
fn one_further(bound: impl ToString) -> String {
    let mut digits = bound.to_string();
    let last = digits.pop().and_then(|digit| digit.to_digit(10)).expect("a digit");
    format!("{digits}{}", last + 1)
}

#[tokio::test]
async fn an_integer_is_read_exactly_at_its_bounds_and_refused_beyond() {
    let app = app();
    for (name, [least, less, most, more]) in bounds() {
        for good in [&least, &most] {
            app.get(&format!("/query/{name}?value={good}")).await.assert_status(200).assert_text(good);
            app.get(&format!("/path/{good}/{name}")).await.assert_status(200).assert_text(good);
        }
        for bad in [&less, &more] {
            let message = format!("expected an integer ({name}), got `{bad}`");
            for (place, target) in
                [("query", format!("/query/{name}?value={bad}")), ("path", format!("/path/{bad}/{name}"))]
            {
                let answer = app.get(&target).await;
                let error = json!([{ "in": place, "name": "value", "message": message }]);
                assert_eq!(answer.assert_status(400).json::<Value>()["errors"], error, "{target}");
            }
        }
    }
}

#[derive(Default)]
struct Scalars;

#[controller("/scalar")]
impl Scalars {
    #[get_mapping]
    fn i32(v: i32) -> i32 {
        v
    }

    #[get_mapping]
    fn f64(v: f64) -> f64 {
        v
    }

    #[get_mapping]
    fn f32(v: f32) -> f32 {
        v
    }

    #[get_mapping]
    fn bool(v: bool) -> bool {
        v
    }

    #[get_mapping]
    fn char(v: char) -> char {
        v
    }

    #[get_mapping]
    fn text(v: String) -> String {
        v
    }

    #[get_mapping]
    fn boxed(v: Box<str>) -> Box<str> {
        v
    }

    #[get_mapping]
    fn borrowed(v: &str) -> String {
        v.to_owned()
    }

    #[get_mapping]
    fn octets(v: &[u8]) -> Vec<u8> {
        v.to_vec()
    }

    #[get_mapping]
    fn date(v: NaiveDate) -> NaiveDate {
        v
    }

    #[get_mapping]
    fn time(v: NaiveTime) -> NaiveTime {
        v
    }

    #[get_mapping]
    fn datetime(v: NaiveDateTime) -> NaiveDateTime {
        v
    }

    #[get_mapping]
    fn utc(v: DateTime<Utc>) -> DateTime<Utc> {
        v
    }

    #[get_mapping]
    fn zoned(v: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        v
    }

    #[get_mapping]
    fn size(v: Size) -> Size {
        v
    }

    #[get_mapping]
    fn metres(v: Metres) -> Metres {
        v
    }
}

#[tokio::test]
async fn every_scalar_is_read_from_the_query_string() {
    let cases = [
        ("i32?v=-0", "0"),
        ("f64?v=1.50", "1.5"),
        ("f64?v=1e3", "1000"),
        ("f64?v=-0.1", "-0.1"),
        ("f32?v=0.1", "0.1"),
        ("bool?v=true", "true"),
        ("bool?v=1", "true"),
        ("bool?v=on", "true"),
        ("bool?v=false", "false"),
        ("bool?v=0", "false"),
        ("bool?v=off", "false"),
        ("char?v=a", "a"),
        ("char?v=%E4%BA%A7", "产"),
        ("char?v=+", " "),
        ("text?v=", ""),
        ("text?v", ""),
        ("text?v=a=b", "a=b"),
        ("text?w=1&v=2", "2"),
        ("text?v=1&v=2", "1"),
        ("text?v=a%26b%3Dc%2B+d%20e", "a&b=c+ d e"),
        ("text?%76=encoded+name", "encoded name"),
        ("text?v=100%", "100%"),
        ("boxed?v=x", "x"),
        ("borrowed?v=%C3%9F", "ß"),
        ("octets?v=%C3%9F", "ß"),
        ("date?v=2024-02-29", "2024-02-29"),
        ("time?v=12:12:12", "12:12:12"),
        ("datetime?v=2022-10-12T12:12:12", "2022-10-12T12:12:12"),
        ("datetime?v=2022-10-12T12:12", "2022-10-12T12:12:00"),
        ("utc?v=2022-10-12T12:12:12Z", "2022-10-12T12:12:12+00:00"),
        ("utc?v=2022-10-12T12:12:12%2B02:00", "2022-10-12T10:12:12+00:00"),
        ("zoned?v=2022-10-12T12:12:12-03:30", "2022-10-12T12:12:12-03:30"),
        ("size?v=small", r#""small""#),
        ("size?v=very-large", r#""very-large""#),
        ("size?v=xxl", r#""xxl""#),
        ("size?v=huge", r#""xxl""#),
        ("metres?v=65535", "65535"),
    ];
    let app = app();
    for (target, text) in cases {
        app.get(&format!("/scalar/{target}")).await.assert_status(200).assert_text(text);
    }
}

#[tokio::test]
async fn what_does_not_convert_is_a_400_that_says_what_was_expected() {
    let cases = [
        ("i32", "", "an integer (i32)", ""),
        ("i32", "1.0", "an integer (i32)", "1.0"),
        ("i32", "%201", "an integer (i32)", " 1"),
        ("i32", "0x1", "an integer (i32)", "0x1"),
        ("i32", "%D9%A3", "an integer (i32)", "٣"),
        ("f64", "x", "a number (f64)", "x"),
        ("f64", "", "a number (f64)", ""),
        ("f64", "1,5", "a number (f64)", "1,5"),
        ("f32", "x", "a number (f32)", "x"),
        ("bool", "yes", "true, false, 1, 0, on or off", "yes"),
        ("bool", "True", "true, false, 1, 0, on or off", "True"),
        ("bool", "", "true, false, 1, 0, on or off", ""),
        ("char", "", "one character", ""),
        ("char", "ab", "one character", "ab"),
        ("date", "2023-02-29", "a date as 2022-10-12", "2023-02-29"),
        ("time", "25:00:00", "a time as 12:12:12", "25:00:00"),
        ("datetime", "2022-10-12T12", "a date and time as 2022-10-12T12:12:12", "2022-10-12T12"),
        ("datetime", "2022-10-12", "a date and time as 2022-10-12T12:12:12", "2022-10-12"),
        ("utc", "2022-10-12T12:12:12", "a date and time as 2022-10-12T12:12:12Z", "2022-10-12T12:12:12"),
        ("size", "Small", "one of small, very-large, xxl", "Small"),
        ("metres", "65536", "an integer (u16)", "65536"),
    ];
    let app = app();
    for (name, encoded, expected, shown) in cases {
        let answer = app.get(&format!("/scalar/{name}?v={encoded}")).await;
        let message = format!("expected {expected}, got `{shown}`");
        answer.assert_status(400).assert_header("content-type", "application/problem+json").assert_json(json!({
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": format!("query parameter `v`: {message}"),
            "instance": format!("/scalar/{name}"),
            "errors": [{ "in": "query", "name": "v", "message": message }],
        }));
    }
}

#[tokio::test]
async fn a_missing_parameter_is_a_400_that_names_it() {
    for target in ["/scalar/i32", "/scalar/text?", "/scalar/text?V=1", "/scalar/octets?w=v", "/scalar/size?&&"] {
        let answer = app().get(target).await;
        let errors = json!([{ "in": "query", "name": "v", "message": "is missing" }]);
        assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors, "{target}");
    }
}

#[tokio::test]
async fn a_query_value_that_is_no_utf_8_is_an_error_of_that_parameter_alone() {
    let app = app();
    let answer = app.get("/scalar/text?v=%FF").await;
    let errors = json!([{ "in": "query", "name": "v", "message": "expected UTF-8" }]);
    assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors);
    app.get("/scalar/text?v=x&other=%FF&%FF=1").await.assert_status(200).assert_text("x");
}
