//! Members of a problem: whatever can be JSON.

use std::{collections::BTreeMap, io};

use framework::{
    chrono::{DateTime, NaiveDate, NaiveTime, Utc},
    prelude::*,
    serde_json::{Value, json},
};

use crate::answers::PROBLEM;

#[derive(Bean)]
#[serde(rename_all = "camelCase")]
struct Room {
    room_number: u16,
    free_from: Option<NaiveDate>,
    colour: Colour,
    #[bean(skip)]
    #[allow(dead_code)] // it is in no JSON: that is the point
    key: String,
}

#[derive(Bean)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
}

fn room() -> Room {
    Room {
        room_number: 7,
        free_from: NaiveDate::from_ymd_opt(2026, 2, 28),
        colour: Colour::Red,
        key: "s3cret".to_owned(),
    }
}

/// Writes itself in halves.
struct Broken;

impl framework::serde::Serialize for Broken {
    fn serialize<S: framework::serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(framework::serde::ser::Error::custom("s3cret"))
    }
}

#[get_mapping("/members/<of>")]
fn members(of: &str) -> Invalid {
    let day = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
    let moment = day.and_time(NaiveTime::MIN);
    let full = Invalid::conflict("it is full");
    match of {
        "date" => full.with("until", day).with("maybe", Some(day)).with("never", None::<NaiveDate>),
        "moment" => full.with("local", moment).with("utc", DateTime::<Utc>::from_naive_utc_and_offset(moment, Utc)),
        "bean" => {
            let room = room();
            full.with("borrowed", &room).with("room", room).with("colour", Colour::Red)
        }
        "beans" => full.with("rooms", vec![room()]).with("by", BTreeMap::from([(day, room())])),
        "again" => full.with("room", 1).with("room", room()).with("status", "another"),
        "broken" => full.with("room", room()).with("broken", Broken),
        _ => full.with("error", io::Error::other("s3cret").to_string().len()),
    }
}

#[tokio::test]
async fn a_date_and_a_bean_are_members_of_a_problem() {
    let room = json!({ "roomNumber": 7, "freeFrom": "2026-02-28", "colour": "red" });
    let cases = [
        ("date", json!({ "until": "2026-11-29", "maybe": "2026-11-29", "never": null })),
        ("moment", json!({ "local": "2026-11-29T00:00:00", "utc": "2026-11-29T00:00:00Z" })),
        ("bean", json!({ "room": room, "borrowed": room, "colour": "red" })),
        ("beans", json!({ "rooms": [room], "by": { "2026-11-29": room } })),
        ("again", json!({ "room": room, "status": "another" })),
        ("length", json!({ "error": 6 })),
    ];
    // The formats of returned dates are not those of JSON.
    let app = App::new().module(module_path!()).set("http.date_format", "%d.%m.%Y").test();
    for (of, members) in cases {
        let answer = app.get(&format!("/members/{of}")).await;
        answer.assert_status(409).assert_header("content-type", PROBLEM);
        let mut expected = json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "it is full",
            "instance": format!("/members/{of}"),
        });
        for (name, value) in members.as_object().expect("members") {
            expected[name] = value.clone();
        }
        answer.assert_json(expected);
        assert!(!answer.text().contains("s3cret"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_member_that_cannot_be_written_is_a_500() {
    let answer = App::new().module(module_path!()).test().get("/members/broken").await;
    answer.assert_status(500).assert_header("content-type", PROBLEM);
    let problem: Value = answer.json();
    assert!(problem["room"].is_null() && !answer.text().contains("s3cret"), "{problem}");
}

#[test]
fn a_member_is_read_as_the_json_that_it_is() {
    let invalid = Invalid::conflict("it is full").with("room", room());
    assert_eq!(invalid.member("room").map(|room| &room["freeFrom"]), Some(&json!("2026-02-28")));
}
