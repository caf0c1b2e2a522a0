//! Members that functions of the program read: what is wrong with them is said at their place, beside all else.

use framework::{
    TestApp, TestResponse,
    chrono::NaiveDate,
    prelude::*,
    serde::{self, Deserialize, Deserializer, Serializer, de::Error, ser::Error as _},
    serde_json::{Value, json},
};

use super::{owned, violations};

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

/// Pointer, rule and message of every violation.
fn told(answer: &TestResponse) -> Vec<String> {
    let messages = answer.json::<Value>()["errors"].as_array().expect("errors").clone();
    let messages = messages.iter().map(|error| error["message"].as_str().expect("a message").to_owned());
    let places = violations(answer).into_iter();
    places.zip(messages).map(|((pointer, rule), message)| format!("{pointer} {rule}: {message}")).collect()
}

/// A type of another crate: neither a bean nor known to serde.
#[derive(Debug, PartialEq, PartialOrd)]
struct Decimal(i64);

mod cents {
    use super::*;

    pub(super) fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{},{:02}", value.0 / 100, value.0 % 100))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.replacen(',', "", 1).parse().map(Decimal).map_err(|_| Error::custom("expected an amount as 1,50"))
    }
}

fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let text = String::deserialize(deserializer)?;
    u32::from_str_radix(&text, 16).map_err(|_| Error::custom(format!("`{text}` is no hexadecimal number")))
}

fn day<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&day.format("%d.%m.%Y").to_string())
}

fn none_is_below(amount: &Decimal) -> Result<(), &'static str> {
    if amount.0 < 0 { Err("must not be below zero") } else { Ok(()) }
}

#[derive(Bean)]
struct Payment {
    #[bean(custom = none_is_below)]
    #[serde(with = "cents")]
    amount: Decimal,
    when: NaiveDate,
    #[bean(default, range(..=255))]
    #[serde(deserialize_with = "hex")]
    colour: u32,
    #[serde(serialize_with = "day", default)]
    booked: NaiveDate,
}

#[post_mapping]
fn pay(payment: Payment) -> Payment {
    payment
}

#[get_mapping]
fn paid(#[query] payment: Payment) -> Payment {
    payment
}

fn good() -> Value {
    json!({ "amount": "1,50", "when": "2026-01-01", "colour": "ff", "booked": "2026-01-02" })
}

fn with(changes: &Value) -> Value {
    let (mut body, changes) = (good(), changes.as_object().expect("an object").clone());
    body.as_object_mut().expect("an object").extend(changes);
    body
}

#[tokio::test]
async fn what_a_function_cannot_read_is_told_at_its_member_in_the_function_s_words() {
    let app = app();
    let sent = json!({ "amount": "1,50", "when": "2026-01-01", "colour": 255, "booked": "02.01.2026" });
    app.post("/pay").json(&good()).await.assert_status(200).assert_json(sent);
    let cases = [
        (json!({ "amount": "1.x" }), "/amount type: expected an amount as 1,50"),
        (json!({ "amount": 1 }), "/amount type: expected a string, found a number"),
        (json!({ "amount": null }), "/amount type: expected a string, found null"),
        (json!({ "amount": ["s3cret"] }), "/amount type: expected a string"),
        // It would show what was sent.
        (json!({ "colour": "s3cret" }), "/colour type: cannot be read"),
    ];
    for (changes, expected) in cases {
        let answer = app.post("/pay").json(&with(&changes)).await;
        assert!(!answer.text().contains("s3cret"), "{}", answer.text());
        assert_eq!(told(&answer), [expected], "{changes}");
    }
    let answer = app.post("/pay").json(&with(&json!({ "booked": "x" }))).await;
    assert_eq!(violations(&answer), owned(&[("/booked", "type")]));
}

#[tokio::test]
async fn what_a_function_cannot_read_is_told_beside_all_else() {
    let answer = app().post("/pay").json(&with(&json!({ "amount": "x", "when": "x", "colour": "100" }))).await;
    let found = told(&answer);
    let starts = ["/amount type: expected an amount", "/when type: ", "/colour range: must be at most 255"];
    assert_eq!(found.len(), starts.len(), "{found:?}");
    assert!(found.iter().zip(starts).all(|(found, start)| found.starts_with(start)), "{found:?}");
}

#[tokio::test]
async fn rules_of_what_a_function_reads_are_checked_though_another_member_cannot_be_read() {
    let app = app();
    let below = "/amount custom: must not be below zero";
    assert_eq!(told(&app.post("/pay").json(&with(&json!({ "amount": "-1,00" }))).await), [below]);
    let found = told(&app.post("/pay").json(&with(&json!({ "amount": "-1,00", "when": 5 }))).await);
    assert!(matches!(&found[..], [when, amount] if when.starts_with("/when type") && amount == below), "{found:?}");
}

#[tokio::test]
async fn what_a_function_cannot_read_is_told_by_the_name_of_its_field() {
    let answer = app().get("/paid?amount=x&when=2026-01-01").await;
    let problem: Value = answer.assert_status(400).json();
    assert_eq!(problem["errors"][0]["name"], "amount");
    assert_eq!(problem["errors"].as_array().map(Vec::len), Some(1));
}

/// Of the second variant, the functions have other numbers than its members.
#[derive(Bean)]
#[serde(rename_all = "camelCase")]
enum Movement {
    Named {
        note: String,
        #[serde(with = "cents")]
        amount: Decimal,
    },
    Ruled {
        note: String,
        #[serde(deserialize_with = "hex")]
        #[bean(range(1..))]
        colour: u32,
    },
    One(#[serde(with = "cents")] Decimal),
    Pair(u8, #[serde(with = "cents")] Decimal),
}

#[derive(Bean)]
struct Pair(u8, #[serde(with = "cents")] Decimal);

#[derive(Bean)]
struct Generic<T> {
    other: T,
    #[serde(with = "cents")]
    #[bean(custom = none_is_below)]
    amount: Decimal,
}

#[post_mapping]
fn movement(movement: Movement) -> Movement {
    movement
}

#[post_mapping]
fn pair(pair: Pair) -> Pair {
    pair
}

#[post_mapping]
fn half_generic(generic: Generic<u8>) -> Generic<u8> {
    generic
}

#[tokio::test]
async fn the_place_is_known_in_every_shape() {
    let app = app();
    let cases = [
        (
            "/movement",
            json!({ "named": { "note": 1, "amount": "x" } }),
            &["/named/note type", "/named/amount type"][..],
        ),
        ("/movement", json!({ "ruled": { "note": "", "colour": "x" } }), &["/ruled/colour type"]),
        ("/movement", json!({ "ruled": { "note": 1, "colour": "0" } }), &["/ruled/note type", "/ruled/colour range"]),
        ("/movement", json!({ "one": "x" }), &["/one type"]),
        ("/movement", json!({ "pair": ["x", "x"] }), &["/pair/0 type", "/pair/1 type"]),
        ("/pair", json!(["x", "x"]), &["/0 type", "/1 type"]),
        ("/half_generic", json!({ "other": "x", "amount": "x" }), &["/other type", "/amount type"]),
        ("/half_generic", json!({ "other": "x", "amount": "-1" }), &["/other type", "/amount custom"]),
    ];
    for (path, body, expected) in cases {
        let found = violations(&app.post(path).json(&body).await);
        let found: Vec<_> = found.iter().map(|(pointer, rule)| format!("{pointer} {rule}")).collect();
        assert_eq!(found, expected, "{path} {body}");
    }
    let broken = violations(&app.post("/movement").json(&json!({ "ruled": { "note": "", "colour": "0" } })).await);
    assert_eq!(broken, owned(&[("/ruled/colour", "range")]));
    for (path, body) in [
        ("/movement", json!({ "ruled": { "note": "", "colour": "1" } })),
        ("/movement", json!({ "one": "1,50" })),
        ("/pair", json!([1, "1,50"])),
        ("/half_generic", json!({ "other": 1, "amount": "1,50" })),
    ] {
        app.post(path).json(&body).await.assert_status(200);
    }
}

/// With serde's own derives, and a function that makes whatever is asked of it.
#[derive(Bean, serde::Serialize, serde::Deserialize)]
#[serde(crate = "framework::serde")]
#[bean(serde)]
struct Own {
    #[serde(with = "cents")]
    #[bean(custom = none_is_below)]
    amount: Decimal,
    #[serde(deserialize_with = "parsed", serialize_with = "day")]
    when: NaiveDate,
    #[serde(serialize_with = "day")]
    booked: NaiveDate,
}

fn parsed<'de, T: std::str::FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(|_| Error::custom("expected a day"))
}

#[post_mapping]
fn own(own: Own) -> Own {
    own
}

#[tokio::test]
async fn the_place_is_known_of_what_derives_serde_s_traits_itself() {
    let (app, good) = (app(), json!({ "amount": "1,50", "when": "2026-01-01", "booked": "2026-01-01" }));
    let sent = json!({ "amount": "1,50", "when": "01.01.2026", "booked": "01.01.2026" });
    app.post("/own").json(&good).await.assert_status(200).assert_json(sent);
    let found = violations(&app.post("/own").json(&json!({ "amount": "x", "when": "x", "booked": "x" })).await);
    assert_eq!(found, owned(&[("/amount", "type"), ("/when", "type"), ("/booked", "type")]));
    let found = told(&app.post("/own").json(&json!({ "amount": "-1", "when": "x", "booked": "2026-01-01" })).await);
    assert_eq!(found, ["/when type: expected a day", "/amount custom: must not be below zero"]);
}

/// It is never asked for the amount.
#[derive(Bean)]
#[bean(output)]
struct Sent {
    #[serde(serialize_with = "never")]
    amount: Decimal,
}

fn never<S: Serializer>(_: &Decimal, _: S) -> Result<S::Ok, S::Error> {
    Err(S::Error::custom("never"))
}

#[get_mapping]
fn sent() -> Sent {
    Sent { amount: Decimal(1) }
}

#[tokio::test]
async fn what_is_only_sent_needs_no_way_to_be_read() {
    app().get("/sent").await.assert_status(500);
}
