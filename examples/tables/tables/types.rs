//! The types that the routes take and give.

use std::collections::BTreeMap;

use framework::{
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prelude::*,
};
use uuid::Uuid;

/// A colour, by its name.
#[derive(Bean, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Colour {
    Red,
    Green,
}

/// An even number.
#[derive(Parameter)]
#[parameter(own)]
pub(crate) struct Even(pub(crate) u64);

impl FromParameter for Even {
    const EXPECTED: &'static str = "an even number";

    fn from_parameter(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number| number % 2 == 0).map(Even)
    }

    fn schema(_: &mut framework::Schemas) -> framework::Schema {
        framework::Schema::from_iter([
            ("type".to_owned(), "integer".into()),
            ("minimum".to_owned(), 0.into()),
            ("maximum".to_owned(), u64::MAX.into()),
            ("multipleOf".to_owned(), 2.into()),
        ])
    }
}

/// A version, the same text everywhere: as a parameter and in JSON.
#[derive(Parameter, PartialEq, Eq, PartialOrd, Ord)]
#[parameter(own, json)]
pub(crate) struct Version(u8, u8);

impl FromParameter for Version {
    const EXPECTED: &'static str = "a version as 1.12";

    fn from_parameter(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        let version = Version(major.parse().ok()?, minor.parse().ok()?);
        (version.to_string() == text).then_some(version)
    }

    fn schema(_: &mut framework::Schemas) -> framework::Schema {
        const BYTE: &str = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
        framework::Schema::from_iter([
            ("type".to_owned(), "string".into()),
            ("pattern".to_owned(), format!("^{BYTE}\\.{BYTE}$").into()),
        ])
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// A text of the program's own as a member and as an element.
#[derive(Bean)]
pub(crate) struct Release {
    version: Version,
    before: Vec<Version>,
    next: Option<Version>,
}

/// A place.
#[derive(Bean, Debug)]
pub(crate) struct Point {
    /// To the right.
    pub(crate) x: i32,
    /// Upwards.
    pub(crate) y: i32,
}

/// A part of a plane.
#[derive(Bean)]
pub(crate) struct Area {
    name: String,
    from: Point,
    to: Option<Point>,
    colours: Vec<Colour>,
}

/// A user.
#[derive(Bean)]
pub(crate) struct User {
    #[bean(default = 100)]
    pub(crate) index: i32,
    #[bean(default = "nobody", length(1..=40))]
    name: String,
    #[bean(email)]
    mail: Option<String>,
    #[bean(range(0..=150))]
    age: u8,
    #[bean(skip)]
    #[allow(dead_code)] // it is in no schema: that is the point
    cache: u64,
}

/// A picture with its title.
#[derive(Bean)]
#[bean(input)]
pub(crate) struct Photo {
    #[allow(dead_code)] // it is read, and that is all
    title: String,
    pub(crate) file: UploadedFile,
}

/// A part of a longer list.
#[derive(Bean)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next: Option<u32>,
}

#[derive(Bean)]
pub(crate) struct Ticket {
    pub(crate) id: u8,
}

#[derive(Debug, thiserror::Error, HttpError)]
pub(crate) enum TicketError {
    #[error("no ticket {id}")]
    #[invalid(404, "there is no ticket {id}")]
    Unknown { id: u8 },
    #[error("sold")]
    #[invalid(410, "it is sold")]
    Sold,
}

/// Numbers and texts of every kind.
#[derive(Bean)]
pub(crate) struct Scalars {
    byte: u8,
    short: i16,
    long: i64,
    big: u64,
    single: f32,
    double: f64,
    letter: char,
    text: String,
    id: Uuid,
    colour: Colour,
}

/// JSON's own truth values, and the numbers 0 and 1.
#[derive(Bean)]
pub(crate) struct Switches {
    on: bool,
    all: Vec<bool>,
    maybe: Option<bool>,
}

#[derive(Bean)]
pub(crate) struct Calendar {
    day: NaiveDate,
    hour: NaiveTime,
    local: NaiveDateTime,
    utc: DateTime<Utc>,
    zoned: DateTime<FixedOffset>,
}

/// Every rule that a schema has a word for.
#[derive(Bean)]
pub(crate) struct Rules {
    #[bean(length(2..=5))]
    text: String,
    #[bean(range(1..10))]
    integer: i32,
    #[bean(range(0.5..=2.5))]
    number: f64,
    #[bean(pattern("^[A-Z]{2}-[0-9]{2}$"))]
    code: String,
    #[bean(one_of("a", "b"))]
    choice: String,
    #[bean(email)]
    mail: Option<String>,
    #[bean(uuid)]
    id: Option<String>,
    #[bean(length(1..=3), unique, each(range(0..=9)))]
    digits: Vec<u8>,
    #[bean(length(..=2))]
    map: BTreeMap<String, i32>,
}

#[derive(Bean)]
#[bean(deny_unknown)]
pub(crate) struct Closed {
    only: u8,
}

/// `null` is not nothing.
#[derive(Bean)]
pub(crate) struct Patch {
    name: Option<Option<String>>,
    age: Option<u8>,
}

/// It holds itself.
#[derive(Bean)]
pub(crate) struct Tree {
    name: String,
    children: Vec<Tree>,
    best: Option<Box<Tree>>,
}

#[derive(Bean)]
pub(crate) struct Metres(u16);

#[derive(Bean)]
pub(crate) struct Pair(u8, String);

#[derive(Bean)]
pub(crate) struct Flat {
    name: String,
    #[serde(flatten)]
    point: Point,
}

#[derive(Bean)]
pub(crate) enum External {
    Nothing,
    Number(u8),
    Both(u8, String),
    Place { x: i32 },
}

/// An animal, by its kind.
#[derive(Bean)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Animal {
    /// It meows.
    Cat {
        lives: u8,
    },
    Dog(Point),
    Fish,
}

#[derive(Bean)]
#[serde(tag = "is", content = "what")]
pub(crate) enum Adjacent {
    Nothing,
    Number(u8),
    Both(u8, String),
}

#[derive(Bean)]
#[serde(untagged)]
pub(crate) enum Untagged {
    Number(u8),
    Place(Point),
    Words(Vec<String>),
}
