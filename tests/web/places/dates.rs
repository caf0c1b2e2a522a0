//! Dates and times as texts: ISO 8601 always, and the formats of the settings beside it.

use framework::{
    ParameterError, TestApp, TestRequest,
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prelude::*,
    serde_json::{Value, json},
};

/// The places in which a date is a text.
const TEXTS: [&str; 7] = ["path", "query", "header", "cookie", "form", "auto", "body"];

#[derive(Default)]
struct Dates;

#[controller("/dates")]
impl Dates {
    #[get_mapping("/path/<v>")]
    fn path(v: NaiveDate) -> String {
        v.to_string()
    }

    #[get_mapping]
    fn query(v: NaiveDate) -> String {
        v.to_string()
    }

    #[get_mapping]
    fn header(#[header] v: NaiveDate) -> String {
        v.to_string()
    }

    #[get_mapping]
    fn cookie(#[cookie] v: NaiveDate) -> String {
        v.to_string()
    }

    #[post_mapping]
    fn form(#[form] v: NaiveDate) -> String {
        v.to_string()
    }

    #[get_mapping]
    fn auto(#[auto] v: NaiveDate) -> String {
        v.to_string()
    }

    #[post_mapping]
    async fn body(#[body] v: NaiveDate) -> String {
        v.to_string()
    }

    #[post_mapping]
    fn pointer(#[json("/v")] v: NaiveDate, #[json("/list")] _list: Vec<NaiveDate>) -> String {
        v.to_string()
    }

    #[request_mapping(methods("GET", "POST"))]
    fn bean(day: Day) -> String {
        day.v.to_string()
    }

    #[get_mapping]
    fn wrapped(v: Birthday) -> String {
        v.0.to_string()
    }

    #[get_mapping]
    fn optional(v: Option<NaiveDate>) -> String {
        format!("{v:?}")
    }

    #[get_mapping]
    fn list(v: Vec<NaiveDate>) -> String {
        format!("{v:?}")
    }

    #[get_mapping]
    fn result(v: Result<NaiveDate, ParameterError>) -> String {
        v.map_or_else(|error| error.to_string(), |date| date.to_string())
    }

    #[get_mapping]
    fn default(#[query(default = NaiveDate::MIN)] v: NaiveDate) -> bool {
        v == NaiveDate::MIN
    }

    #[get_mapping]
    fn time(v: NaiveTime) -> String {
        v.to_string()
    }

    #[get_mapping]
    fn datetime(v: NaiveDateTime) -> String {
        v.to_string()
    }

    #[get_mapping]
    fn utc(v: DateTime<Utc>) -> String {
        v.to_rfc3339()
    }

    #[get_mapping]
    fn zoned(v: DateTime<FixedOffset>) -> String {
        v.to_rfc3339()
    }
}

#[derive(Bean)]
struct Day {
    v: NaiveDate,
}

#[derive(Bean)]
struct Birthday(NaiveDate);

fn app() -> App {
    App::new().module(module_path!())
}

fn ask(app: &TestApp, place: &str, text: &str) -> TestRequest {
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let target = format!("/dates/{place}");
    match place {
        "path" => app.get(&format!("/dates/path/{encoded}")),
        "header" => app.get(&target).header("v", text),
        "cookie" => app.get(&target).cookie("v", text),
        "form" => app.post(&target).form(&[("v", text)]),
        "body" => app.post(&target).body(text.to_owned()),
        _ => app.get(&format!("{target}?v={encoded}")),
    }
}

#[tokio::test]
async fn a_text_is_iso_8601_or_else_in_the_configured_format() {
    let plain = app().test();
    let configured = app().set("http.date_format", "%d/%m/%Y").test();
    for place in TEXTS {
        for app in [&plain, &configured] {
            ask(app, place, "2022-10-12").await.assert_status(200).assert_text("2022-10-12");
        }
        ask(&configured, place, "12/10/2022").await.assert_status(200).assert_text("2022-10-12");
        for bad in ["13/13/2022", "10/2022", "12/10/2022 ", " 12/10/2022", " 2022-10-12", "2022-10-12\u{a0}", "x"] {
            let problem = ask(&configured, place, bad).await.assert_status(400).json::<Value>();
            let message = problem["errors"][0]["message"].as_str().expect("a message");
            assert!(message.starts_with("expected a date as 2022-10-12 or 12/10/2022"), "{place} {bad}: {message}");
        }
        let problem = ask(&plain, place, "12/10/2022").await.assert_status(400).json::<Value>();
        let message = problem["errors"][0]["message"].as_str().expect("a message");
        assert_eq!(message.trim_end_matches(", got `12/10/2022`"), "expected a date as 2022-10-12", "{place}");
    }
}

#[tokio::test]
async fn beans_and_json_are_iso_8601_whatever_is_configured() {
    let app = app().set("http.date_format", "%d/%m/%Y").test();
    let iso = json!({ "v": "2022-10-12", "list": ["2022-10-12"] });
    app.post("/dates/pointer").json(&iso).await.assert_text("2022-10-12");
    app.post("/dates/bean").json(&iso).await.assert_text("2022-10-12");
    let other = json!({ "v": "12/10/2022", "list": ["12/10/2022"] });
    let messages = json!(["expected a date as 2022-10-12", "expected a list, each a date as 2022-10-12"]);
    let problem = app.post("/dates/pointer").json(&other).await.assert_status(400).json::<Value>();
    assert_eq!(json!([problem["errors"][0]["message"], problem["errors"][1]["message"]]), messages);
    let refusals = [
        app.post("/dates/bean").json(&other).await,
        app.post("/dates/bean").form(&[("v", "12/10/2022")]).await,
        app.get("/dates/bean?v=12/10/2022").await,
    ];
    for (refusal, status) in refusals.iter().zip([422, 422, 400]) {
        let problem = refusal.assert_status(status).json::<Value>();
        let message = problem["errors"][0]["message"].as_str().expect("a message");
        assert!(message.starts_with("expected a date as 2022-10-12") && !message.contains(" or "), "{message}");
    }
}

#[tokio::test]
async fn containers_newtypes_and_defaults_take_the_configured_format_too() {
    let app = app().set("http.date_format", "%d/%m/%Y").test();
    let expected = "expected a date as 2022-10-12 or 12/10/2022, got `x`";
    let cases = [
        ("wrapped?v=12/10/2022", "2022-10-12"),
        ("optional?v=12/10/2022", "Some(2022-10-12)"),
        ("optional", "None"),
        ("list?v=12/10/2022&v=2022-10-13", "[2022-10-12, 2022-10-13]"),
        ("list", "[]"),
        ("result?v=12/10/2022", "2022-10-12"),
        ("result?v=x", &format!("query parameter `v`: {expected}")),
        ("default?v=12/10/2022", "false"),
        ("default", "true"),
    ];
    for (target, text) in cases {
        app.get(&format!("/dates/{target}")).await.assert_status(200).assert_text(text);
    }
    for target in ["wrapped?v=x", "optional?v=x", "list?v=12/10/2022&v=x", "default?v=x"] {
        let problem = app.get(&format!("/dates/{target}")).await.assert_status(400).json::<Value>();
        assert_eq!(problem["errors"][0]["message"], expected, "{target}");
    }
}

#[tokio::test]
async fn each_type_has_its_format_and_what_it_writes_is_shown_where_it_is_read() {
    let cases = [
        ("time", "http.time_format", "%H.%M", "12.12", "12:12:00", "a time as 12:12:12 or 12.12"),
        (
            "datetime",
            "http.datetime_format",
            "%d.%m.%Y %H:%M:%S",
            "12.10.2022 12:12:12",
            "2022-10-12 12:12:12",
            "a date and time as 2022-10-12T12:12:12 or 12.10.2022 12:12:12",
        ),
        (
            "utc",
            "http.zoned_datetime_format",
            "%s %z",
            "1665569532 +0000",
            "2022-10-12T10:12:12+00:00",
            "a date and time as 2022-10-12T12:12:12Z or 1665576732 +0000",
        ),
        (
            "zoned",
            "http.zoned_datetime_format",
            "%d.%m.%Y %H:%M:%S %z",
            "12.10.2022 12:12:12 +0330",
            "2022-10-12T12:12:12+03:30",
            "a date and time as 2022-10-12T12:12:12+02:00 or 12.10.2022 12:12:12 +0200",
        ),
    ];
    for (place, key, format, text, shown, expected) in cases {
        let app = app().set(key, format).test();
        ask(&app, place, text).await.assert_status(200).assert_text(shown);
        let problem = ask(&app, place, "x").await.assert_status(400).json::<Value>();
        assert_eq!(problem["errors"][0]["message"], format!("expected {expected}, got `x`"));
    }
}

#[tokio::test]
async fn white_space_counts_where_the_format_writes_it() {
    let app = app().set("http.date_format", "%e. %m. %Y").test();
    for good in [" 2. 10. 2022", "2. 10. 2022", "2022-10-02"] {
        ask(&app, "query", good).await.assert_status(200).assert_text("2022-10-02");
    }
    for bad in ["  2. 10. 2022", "2. 10. 2022 ", " 2022-10-02", " 12. 10. 2022"] {
        ask(&app, "query", bad).await.assert_status(400);
    }
}

#[tokio::test]
async fn a_format_that_cannot_be_read_back_matches_nothing_and_is_not_shown() {
    let cases = [
        ("query", "http.date_format", "%Y", "2022", "a date as 2022-10-12"),
        ("query", "http.date_format", "day %j", "day 285", "a date as 2022-10-12"),
        ("time", "http.time_format", "%I.%M", "12.12", "a time as 12:12:12"),
        ("datetime", "http.datetime_format", "%Y/%j", "2022/285", "a date and time as 2022-10-12T12:12:12"),
        ("utc", "http.zoned_datetime_format", "%Y %z", "2022 +0200", "a date and time as 2022-10-12T12:12:12Z"),
        (
            "utc",
            "http.zoned_datetime_format",
            "%F %T",
            "2022-10-12 12:12:12",
            "a date and time as 2022-10-12T12:12:12Z",
        ),
        ("zoned", "http.zoned_datetime_format", "%F %T %Z", "x", "a date and time as 2022-10-12T12:12:12+02:00"),
    ];
    for (place, key, format, text, expected) in cases {
        let app = app().set(key, format).test();
        let problem = ask(&app, place, text).await.assert_status(400).json::<Value>();
        assert_eq!(problem["errors"][0]["message"], format!("expected {expected}, got `{text}`"), "{format}");
    }
}

#[tokio::test]
async fn no_text_and_no_format_ends_in_a_panic() {
    let formats = ["%s %z", "%s", "%+", "%c", "%x %X %z", "%C%y-%m-%d", "%G-%V-%u %T %:z", "%Y%j %H:%M:%S%.f %:z"];
    let texts = [
        "9223372036854775807 +0000",
        "-9223372036854775808",
        "8210266876799 -2359",
        "-8334601228800 +2359",
        "99999999999999999999",
        "262143-12-31",
        "+262142-12-31T23:59:60.999999999+23:59",
        "-262143-01-01T00:00:00-23:59",
        "00-00-00",
        "9999-99-9 99:99:99 +99:99",
        "2022285 23:59:60.9999999999999999999 +00",
        "\u{0}",
        "٢٠٢٢",
        "",
    ];
    for format in formats {
        let app = app().set("http.zoned_datetime_format", format).test();
        for (place, text) in ["utc", "zoned"].into_iter().flat_map(|place| texts.map(|text| (place, text))) {
            for text in [text.to_owned(), format!(" {text}")] {
                let status = ask(&app, place, &text).await.status();
                assert!(
                    [HttpStatus::OK, HttpStatus::BAD_REQUEST].contains(&status),
                    "{place} {format} {text:?}: {status}"
                );
            }
        }
    }
}

#[tokio::test]
async fn iso_8601_is_described_and_what_is_configured_beside_it() {
    let app = app().set("http.date_format", "%d/%m/%Y").test();
    let document = app.get("/openapi.json").await.json::<Value>();
    let parameter = &document["paths"]["/dates/query"]["get"]["parameters"][0];
    let written =
        json!({ "type": "string", "pattern": "^[0-9]{2}\\/[0-9]{2}\\/[0-9]{4}$", "examples": ["12/10/2022"] });
    assert_eq!(parameter["schema"], json!({ "anyOf": [{ "type": "string", "format": "date" }, written] }));
}

#[derive(Bean)]
struct Meeting {
    at: NaiveDateTime,
    others: Vec<NaiveDateTime>,
}

#[post_mapping("/dates/meetings")]
fn meet(meeting: Meeting) -> Meeting {
    meeting
}

#[tokio::test]
async fn a_date_and_time_of_a_form_is_what_a_browser_sends_without_seconds() {
    let app = app().test();
    let others = [("others", "2022-10-12T12:12:13.5"), ("others", "2022-10-13T08:30")];
    let meet = async |at| app.post("/dates/meetings").form(&[&[("at", at)], &others[..]].concat()).await;
    let read = json!({ "at": "2022-10-12T12:12:00", "others": ["2022-10-12T12:12:13.500", "2022-10-13T08:30:00"] });
    meet("2022-10-12T12:12").await.assert_json(read);
    for at in ["2022-10-12T12", "2022-10-12", "2022-10-12T24:00", "2022-10-12T12:12Z", ""] {
        assert_eq!(meet(at).await.assert_status(422).json::<Value>()["errors"][0]["pointer"], "/at", "{at}");
    }
    // JSON is as its schema says.
    let json = json!({ "at": "2022-10-12T12:12", "others": [] });
    app.post("/dates/meetings").json(&json).await.assert_status(422);
}
