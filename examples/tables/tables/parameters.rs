//! Where an argument comes from: path, query string, header fields, cookies.

use std::collections::BTreeMap;

use framework::{
    ParameterError, Rest,
    chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prelude::*,
};
use uuid::Uuid;

use super::types::{Area, Colour, Even, Point, Version};

#[derive(Default)]
struct Paths;

/// Captures of the path.
#[controller("/path")]
impl Paths {
    #[get_mapping("/integer/<value>")]
    fn integer(value: i64) -> i64 {
        value
    }

    /// Out of range is no such route.
    #[get_mapping("/short/<value|short>")]
    fn short(value: i16) -> i16 {
        value
    }

    #[get_mapping("/byte/<value|u8>")]
    fn wider_than_its_constraint(value: i64) -> i64 {
        value
    }

    #[get_mapping("/text/<value>")]
    fn text(value: &str) -> String {
        value.to_owned()
    }

    #[get_mapping("/letter/<value>")]
    fn letter(value: char) -> char {
        value
    }

    #[get_mapping("/number/<value>")]
    fn number(value: f64) -> f64 {
        value
    }

    #[get_mapping("/date/<value>")]
    fn date(value: NaiveDate) -> NaiveDate {
        value
    }

    #[get_mapping("/time/<value>")]
    fn time(value: NaiveTime) -> NaiveTime {
        value
    }

    #[get_mapping("/datetime/<value>")]
    fn datetime(value: NaiveDateTime) -> NaiveDateTime {
        value
    }

    #[get_mapping("/moment/<value>")]
    fn moment(value: DateTime<Utc>) -> DateTime<Utc> {
        value
    }

    #[get_mapping("/uuid/<value>")]
    fn uuid(value: Uuid) -> Uuid {
        value
    }

    #[get_mapping("/colour/<value>")]
    fn colour(value: Colour) -> Colour {
        value
    }

    #[get_mapping("/even/<value>")]
    fn own(value: Even) -> u64 {
        value.0
    }

    /// A text of the program's own that is JSON, too: alone, and as a key.
    #[get_mapping("/version/<value>")]
    fn own_json(value: Version) -> Version {
        value
    }

    #[get_mapping("/versions/<value>")]
    fn own_json_as_key(value: Version, more: Vec<Version>) -> BTreeMap<Version, usize> {
        [(value, more.len())].into()
    }

    #[get_mapping("/word/<value||[a-z]{2,4}>")]
    fn regex(value: &str) -> String {
        value.to_owned()
    }

    #[get_mapping("/slug/<value|slug>")]
    fn slug(value: &str) -> String {
        value.to_owned()
    }

    #[get_mapping("/unnamed/<>/<|int>")]
    fn unnamed() {}

    #[get_mapping("/rest/<*rest>")]
    fn rest(rest: Rest<'_>) -> Vec<String> {
        rest.segments().map(|segment| segment.into_owned()).collect()
    }

    /// A bean of what is captured.
    #[get_mapping("/points/<x>/<y>")]
    fn bean(#[path] point: Point) -> Point {
        point
    }
}

#[derive(Default)]
struct Queries;

/// The query string.
#[controller("/query")]
impl Queries {
    #[get_mapping]
    fn required(
        /// How many of them.
        count: u32,
        q: String,
    ) -> String {
        q.repeat((count % 3) as usize)
    }

    #[get_mapping]
    fn optional(count: Option<i8>, colour: Option<Colour>, day: Option<NaiveDate>, id: Option<Uuid>) -> String {
        format!("{count:?} {colour:?} {day:?} {id:?}")
    }

    #[get_mapping]
    fn defaults(
        #[query(default = 10)] count: u16,
        #[query("q", default = "nothing")] word: String,
        #[query(default = Colour::Red)] colour: Colour,
    ) -> String {
        format!("{count} {word} {colour:?}")
    }

    /// Every value of a repeated name.
    #[get_mapping]
    fn lists(number: Vec<u16>, word: Vec<String>) -> usize {
        number.len() + word.len()
    }

    /// The handler decides about what is wrong.
    #[get_mapping]
    fn decided(count: Result<u8, ParameterError>) -> Result<u8, ParameterError> {
        match count {
            Err(error) if error.is_missing() => Ok(0),
            decided => decided,
        }
    }

    /// The members of a bean are parameters of their own.
    #[get_mapping]
    fn bean(point: Point) -> Point {
        point
    }

    /// All of a bean may be missing.
    #[get_mapping]
    fn maybe(point: Option<Point>) -> Option<Point> {
        point
    }

    /// Members may have members.
    #[get_mapping]
    fn nested(area: Area) -> Area {
        area
    }

    /// Any names.
    #[get_mapping]
    fn names(#[query] prices: BTreeMap<String, u16>) -> BTreeMap<String, u16> {
        prices
    }

    /// `on` and `1` are true, too.
    #[get_mapping]
    fn truth(on: bool) -> bool {
        on
    }

    /// Wherever it is.
    #[get_mapping]
    fn anywhere(#[auto] word: String) -> String {
        word
    }
}

#[derive(Default)]
struct Fields;

/// Header fields and cookies.
#[controller("/fields")]
impl Fields {
    #[get_mapping]
    fn header(#[header("X-Count")] count: u8, #[header] x_word: Option<String>) -> String {
        format!("{count} {x_word:?}")
    }

    #[get_mapping]
    fn header_default(#[header(default = "none")] x_mode: String) -> String {
        x_mode
    }

    #[get_mapping]
    fn cookie(#[cookie] seen: Option<u32>, #[cookie(default = "light")] theme: String) -> String {
        format!("{seen:?} {theme}")
    }
}
