//! Each rule at its bounds.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, VecDeque},
};

use framework::{
    Violation,
    chrono::{DateTime, NaiveDate, NaiveTime, Utc},
    prelude::*,
    serde_json::json,
};

use super::{app, expected, violations};

const MOST: usize = 3;
const FOUNDED: NaiveDate = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");

type MaybeText = Option<String>;

/// Every rule on every kind of type; whatever is not sent breaks none.
#[derive(Bean, Default)]
#[serde(default)]
struct Everything {
    #[bean(length(2..=3))]
    text: Option<String>,
    #[bean(length(..=MOST))]
    at_most: Option<Box<str>>,
    #[bean(length(1..))]
    at_least: Option<Cow<'static, str>>,
    #[bean(length(2))]
    exactly: MaybeText,
    #[bean(length(1..=2))]
    list: Option<Vec<u8>>,
    #[bean(length(1))]
    deque: Option<VecDeque<bool>>,
    #[bean(length(..=1))]
    set: BTreeSet<u8>,
    #[bean(length(..=1))]
    map: HashMap<String, u8>,
    #[bean(range(-5..=5))]
    small: i8,
    #[bean(range(..10))]
    below: u64,
    #[bean(range(1..))]
    from_one: Option<i128>,
    #[bean(range(0.0..=1.0))]
    share: f64,
    #[bean(range(-0.5..0.5))]
    half: f32,
    #[bean(range(FOUNDED..))]
    day: Option<NaiveDate>,
    #[bean(range(..NaiveTime::MIN))]
    never: Option<NaiveTime>,
    #[bean(range(DateTime::UNIX_EPOCH..))]
    moment: Option<DateTime<Utc>>,
    #[bean(pattern("^[a-zä]+$"))]
    word: Option<String>,
    #[bean(pattern = "b")]
    has_b: Option<String>,
    #[bean(email)]
    mail: Option<String>,
    #[bean(url)]
    home: Option<String>,
    #[bean(uuid)]
    id: Option<String>,
    #[bean(one_of("a", "b c"))]
    letter: Option<String>,
    #[bean(one_of(0, 1 + 1))]
    even: u16,
    #[bean(one_of('x', 'é'))]
    mark: Option<char>,
    #[bean(unique)]
    once: Option<Vec<String>>,
    #[bean(custom = even)]
    function: u32,
    #[bean(custom = "lower::case", length(..=3), custom = no_x)]
    several: Option<String>,
    #[bean(each(length(1..=2), email), length(..=2))]
    mails: Vec<String>,
    #[bean(each(each(range(..=1))))]
    table: Option<Vec<Vec<i8>>>,
}

fn even(number: &u32) -> Result<(), String> {
    if number.is_multiple_of(2) { Ok(()) } else { Err("must be even".to_owned()) }
}

fn no_x(text: &str) -> Result<(), Vec<Violation>> {
    let found = text.char_indices().filter(|(_, letter)| *letter == 'x');
    let found: Vec<_> = found.map(|(index, _)| Violation::new("", format!("has an x at {index}"))).collect();
    if found.is_empty() { Ok(()) } else { Err(found) }
}

mod lower {
    pub(super) fn case(text: &str) -> Result<(), &'static str> {
        if text.to_lowercase() == text { Ok(()) } else { Err("must be in small letters") }
    }
}

#[post_mapping]
fn everything(everything: Everything) -> &'static str {
    let _everything = everything;
    "ok"
}

#[tokio::test]
async fn a_value_within_its_bounds_breaks_no_rule() {
    let cases = json!({
        "text": [null, "ab", "äöü", "日本", "👪👪👪"],
        "at_most": ["", "abc"],
        "at_least": ["a", " "],
        "exactly": ["ab", "\u{0}\u{0}"],
        "list": [[1], [1, 2]],
        "deque": [[true]],
        "set": [[], [1], [1, 1]],
        "map": [{}, { "a": 1 }],
        "small": [-5, 0, 5],
        "below": [0, 9],
        "from_one": [1, u64::MAX],
        "share": [0.0, -0.0, 1.0, 1, 0.5],
        "half": [-0.5, 0.499],
        "day": ["2020-01-01", "9999-12-31"],
        "never": [null],
        "moment": ["1970-01-01T00:00:00Z"],
        "word": ["a", "zä"],
        "has_b": ["abc"],
        "mail": ["a@b.c", null],
        "home": ["https://example.org/a?b#c"],
        "id": ["67e55044-10b1-426f-9247-bb680e5fe0c8"],
        "letter": ["a", "b c"],
        "even": [0, 2],
        "mark": ["x", "é"],
        "once": [[], ["a"], ["a", "A"]],
        "function": [0, 2],
        "several": ["abc"],
        "mails": [[]],
        "table": [[], [[], [1]]],
    });
    let app = app();
    for (member, values) in cases.as_object().expect("cases") {
        for value in values.as_array().expect("values") {
            let body = json!({ member: value });
            let answer = app.post("/everything").json(&body).await;
            assert_eq!(answer.text(), "ok", "{body}");
        }
    }
}

#[tokio::test]
async fn a_value_beyond_its_bounds_breaks_the_rule() {
    let cases = [
        ("text", "length", "must have 2 to 3 characters", json!(["", "é", "abcd", "👪👪👪👪"])),
        ("at_most", "length", "must have at most 3 characters", json!(["abcd"])),
        ("at_least", "length", "must have at least 1 character", json!([""])),
        ("exactly", "length", "must have 2 characters", json!(["a", "abc"])),
        ("list", "length", "must have 1 to 2 elements", json!([[], [1, 2, 3]])),
        ("deque", "length", "must have 1 element", json!([[], [true, true]])),
        ("set", "length", "must have at most 1 element", json!([[1, 2]])),
        ("map", "length", "must have at most 1 entry", json!([{ "a": 1, "b": 2 }])),
        ("small", "range", "must be from -5 to 5", json!([-128, -6, 6, 127])),
        ("below", "range", "must be below 10", json!([10, u64::MAX])),
        ("from_one", "range", "must be at least 1", json!([0, -1, i64::MIN])),
        ("share", "range", "must be from 0 to 1", json!([-0.001, 1.001, 2, 1e300])),
        ("half", "range", "must be at least -0.5 and below 0.5", json!([-0.51, 0.5])),
        ("day", "range", "must be at least 2020-01-01", json!(["2019-12-31"])),
        ("never", "range", "must be below 00:00:00", json!(["00:00:00"])),
        ("moment", "range", "must be at least 1970-01-01 00:00:00 UTC", json!(["1969-12-31T23:59:59Z"])),
        ("word", "pattern", "must match ^[a-zä]+$", json!(["", "A", "a b", "a\n"])),
        ("has_b", "pattern", "must match b", json!(["", "ac"])),
        ("mail", "email", "must be an e-mail address", json!(["", "a", "a@b@c"])),
        ("home", "url", "must be a URL that begins with http:// or https://", json!(["", "/a", "ftp://a"])),
        ("id", "uuid", "must be a UUID", json!(["", "67e5504410b1426f9247bb680e5fe0c8"])),
        ("letter", "one_of", "must be one of a, b c", json!(["", "A", "b"])),
        ("even", "one_of", "must be one of 0, 2", json!([1, 3])),
        ("mark", "one_of", "must be one of x, é", json!(["e"])),
        ("once", "unique", "must not have an element twice", json!([["a", "b", "a"]])),
        ("function", "custom", "must be even", json!([1])),
    ];
    let app = app();
    for (member, rule, message, values) in cases {
        for value in values.as_array().expect("values") {
            let body = json!({ member: value });
            let found = violations(&app.post("/everything").json(&body).await);
            assert_eq!(found, expected(&[[&format!("/{member}"), rule, message]]), "{body}");
        }
    }
}

#[tokio::test]
async fn several_rules_of_one_member_are_all_told() {
    let body = json!({ "several": "AxBx", "mails": ["", "x@y", "é"], "table": [[1], [0, 2]] });
    let found = violations(&app().post("/everything").json(&body).await);
    let all = [
        ["/several", "custom", "must be in small letters"],
        ["/several", "length", "must have at most 3 characters"],
        ["/several", "custom", "has an x at 1"],
        ["/several", "custom", "has an x at 3"],
        ["/mails/0", "length", "must have 1 to 2 characters"],
        ["/mails/0", "email", "must be an e-mail address"],
        ["/mails/1", "length", "must have 1 to 2 characters"],
        ["/mails/2", "email", "must be an e-mail address"],
        ["/mails", "length", "must have at most 2 elements"],
        ["/table/1/1", "range", "must be at most 1"],
    ];
    assert_eq!(found, expected(&all));
}
