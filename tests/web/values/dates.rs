//! Dates and times: ISO 8601, or the formats of the settings.

use framework::{
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc},
    prelude::*,
    serde_json::{Value, json},
};

use super::{app, unstarted};
use crate::answers::TEXT;

pub(super) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 10, 12).expect("a day")
}

pub(super) fn time() -> NaiveTime {
    NaiveTime::from_hms_opt(12, 12, 12).expect("a time")
}

#[get_mapping]
fn date() -> NaiveDate {
    day()
}

#[get_mapping]
fn time_of_day() -> NaiveTime {
    time()
}

#[get_mapping]
fn date_time() -> NaiveDateTime {
    day().and_time(time())
}

#[get_mapping]
fn utc() -> DateTime<Utc> {
    day().and_time(time()).and_utc()
}

#[get_mapping]
fn zoned() -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(2 * 3600).expect("a zone");
    zone.from_local_datetime(&day().and_time(time())).single().expect("one time")
}

#[get_mapping]
fn bean_with_dates() -> Value {
    json!([day(), time(), day().and_time(time())])
}

#[tokio::test]
async fn dates_are_iso_8601_by_default() {
    let app = app();
    let cases = [
        ("/date", "2022-10-12"),
        ("/time_of_day", "12:12:12"),
        ("/date_time", "2022-10-12T12:12:12"),
        ("/utc", "2022-10-12T12:12:12+00:00"),
        ("/zoned", "2022-10-12T12:12:12+02:00"),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_header("content-type", TEXT).assert_text(text);
    }
}

#[tokio::test]
async fn configured_formats_are_for_returned_dates_and_never_for_json() {
    let app = unstarted()
        .set("http.date_format", "%d.%m.%Y")
        .set("http.time_format", "%H.%M")
        .set("http.datetime_format", "%Y/%j %H")
        .set("http.zoned_datetime_format", "%s %z")
        .test();
    let cases = [
        ("/date", "12.10.2022"),
        ("/time_of_day", "12.12"),
        ("/date_time", "2022/285 12"),
        ("/utc", "1665576732 +0000"),
        ("/zoned", "1665569532 +0200"),
        ("/dates", r#"["2022-10-12"]"#),
        ("/date_map", r#"{"2022-10-12":["12:12:12"]}"#),
        ("/bean_with_dates", r#"["2022-10-12","12:12:12","2022-10-12T12:12:12"]"#),
    ];
    for (path, text) in cases {
        app.get(path).await.assert_status(200).assert_text(text);
    }
}

#[tokio::test]
async fn a_format_that_cannot_be_used_stops_the_start_and_names_a_good_one() {
    let cases = [
        ("http.date_format", "yyyy-MM-dd", "%Y-%m-%d"),
        ("http.date_format", "", "%Y-%m-%d"),
        ("http.date_format", "%Q", "%Y-%m-%d"),
        ("http.date_format", "%H:%M", "%Y-%m-%d"),
        ("http.time_format", "HH:mm:ss", "%H:%M:%S"),
        ("http.time_format", "%Y", "%H:%M:%S"),
        ("http.datetime_format", "%Y %z", "%Y-%m-%dT%H:%M:%S"),
        ("http.zoned_datetime_format", "now", "%+"),
        ("http.zoned_datetime_format", "100%%", "%+"),
    ];
    for (key, format, good) in cases {
        let report = crate::refused(unstarted().set(key, format)).await;
        for part in [key, format, good] {
            assert!(report.contains(part), "{key} = {format}: {report}");
        }
    }
}
