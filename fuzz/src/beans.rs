//! Beans of every kind, and their rules written a second time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use framework::{
    Violation,
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prelude::*,
};

/// What is true of every value that a handler is given.
pub trait Keeps {
    /// Whether it keeps its rules.
    fn keeps(&self) -> bool {
        true
    }
}

/// Every kind of scalar and container; a form can say it all.
#[derive(Bean, Debug)]
pub struct Plain {
    #[bean(default = "nobody")]
    pub name: String,
    pub tiny: Option<i8>,
    pub byte: Option<u8>,
    pub long: Option<i64>,
    pub unsigned: Option<u64>,
    pub never_zero: Option<std::num::NonZeroI16>,
    pub exact: Option<f64>,
    #[bean(default)]
    pub on: bool,
    pub off: Option<bool>,
    pub letter: Option<char>,
    pub day: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    pub moment: Option<NaiveDateTime>,
    pub here: Option<DateTime<FixedOffset>>,
    pub there: Option<DateTime<Utc>>,
    pub id: Option<uuid::Uuid>,
    pub colour: Option<Colour>,
    pub address: Option<Address>,
    pub pair: Option<[i16; 2]>,
    pub point: Option<Point>,
    pub tags: Option<Vec<String>>,
    pub table: Option<Vec<VecDeque<u8>>>,
    pub set: Option<BTreeSet<i32>>,
    pub marks: Option<BTreeMap<String, u8>>,
    pub places: Option<BTreeMap<Colour, Vec<Address>>>,
    pub numbers: Option<BTreeMap<i64, Cents>>,
    pub next: Option<Box<Plain>>,
    pub parts: Option<Vec<Plain>>,
}

impl Keeps for Plain {
    fn keeps(&self) -> bool {
        let places = self.places.iter().flat_map(|places| places.values().flatten());
        let parts = self.next.as_deref().into_iter().chain(self.parts.iter().flatten());
        self.address.iter().chain(places).all(Keeps::keeps)
            && self.numbers.iter().flat_map(BTreeMap::values).all(Keeps::keeps)
            && parts.into_iter().all(Keeps::keeps)
    }
}

#[derive(Bean, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    Red,
    DarkGreen,
    #[serde(alias = "azure")]
    Blue,
}

/// Nothing else may be in it.
#[derive(Bean, Debug)]
#[bean(deny_unknown)]
pub struct Address {
    #[bean(range(..=9999))]
    pub zip: u32,
    #[serde(rename = "street/~name", alias = "street")]
    pub street: Option<String>,
}

impl Keeps for Address {
    fn keeps(&self) -> bool {
        self.zip <= 9999
    }
}

#[derive(Bean, Debug)]
pub struct Point(pub i32, pub f64);

/// A newtype with a rule.
#[derive(Bean, Debug)]
pub struct Cents(#[bean(range(1..=1_000_000))] pub u64);

impl Keeps for Cents {
    fn keeps(&self) -> bool {
        (1..=1_000_000).contains(&self.0)
    }
}

const FOUNDED: NaiveDate = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");

/// Every rule.
#[derive(Bean, Debug)]
#[bean(custom = has_another_name)]
pub struct Ruled {
    #[bean(length(1..=8))]
    pub text: String,
    #[bean(range(-5..=1000))]
    pub count: i32,
    #[bean(range(0.0..1.0))]
    pub share: Option<f64>,
    #[bean(range(-0.5..=0.5))]
    pub half: Option<f32>,
    #[bean(range(1..))]
    pub wide: Option<i128>,
    #[bean(pattern("^[a-zä]+$"))]
    pub word: Option<String>,
    #[bean(email)]
    pub mail: Option<String>,
    #[bean(url)]
    pub home: Option<String>,
    #[bean(uuid)]
    pub id: Option<String>,
    #[bean(one_of("a", "b c"))]
    pub letter: Option<String>,
    #[bean(one_of(0, 2))]
    pub even: Option<u16>,
    #[bean(default, length(..=3), unique, each(length(1..=2)))]
    pub tags: Vec<String>,
    #[bean(default, length(..=2))]
    pub marks: BTreeMap<String, u8>,
    #[bean(range(FOUNDED..))]
    pub day: Option<NaiveDate>,
    #[bean(custom = odd)]
    pub number: Option<u32>,
    pub address: Option<Address>,
    #[bean(default, length(..=4))]
    pub inner: Vec<Ruled>,
    #[bean(default)]
    pub named: BTreeMap<String, Ruled>,
}

fn odd(number: &u32) -> Result<(), String> {
    if number.is_multiple_of(2) { Err("must be odd".to_owned()) } else { Ok(()) }
}

fn has_another_name(ruled: &Ruled) -> Result<(), Violation> {
    match &ruled.word {
        Some(word) if *word == ruled.text => Err(Violation::new("/word", "is the text once more")),
        _ => Ok(()),
    }
}

impl Keeps for Ruled {
    fn keeps(&self) -> bool {
        let length = |text: &str| text.chars().count();
        (1..=8).contains(&length(&self.text))
            && (-5..=1000).contains(&self.count)
            && self.share.is_none_or(|share| (0.0..1.0).contains(&share))
            && self.half.is_none_or(|half| (-0.5..=0.5).contains(&half))
            && self.wide.is_none_or(|wide| wide >= 1)
            && self.word.as_ref().is_none_or(|word| {
                !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == 'ä')
            })
            && self.mail.as_ref().is_none_or(|mail| mail.is_ascii() && mail.split('@').count() == 2)
            && self.home.as_ref().is_none_or(|home| home.is_ascii() && home.contains("://"))
            && self.id.as_ref().is_none_or(|id| id.len() == 36 && id.parse::<uuid::Uuid>().is_ok())
            && self.letter.as_deref().is_none_or(|letter| letter == "a" || letter == "b c")
            && self.even.is_none_or(|even| even == 0 || even == 2)
            && self.tags.len() <= 3
            && self.tags.iter().all(|tag| (1..=2).contains(&length(tag)))
            && self.tags.iter().collect::<BTreeSet<_>>().len() == self.tags.len()
            && self.marks.len() <= 2
            && self.day.is_none_or(|day| day >= FOUNDED)
            && self.number.is_none_or(|number| number % 2 == 1)
            && self.address.iter().all(Keeps::keeps)
            && self.word.as_ref() != Some(&self.text)
            && self.inner.len() <= 4
            && self.inner.iter().chain(self.named.values()).all(Keeps::keeps)
    }
}

/// Members that stand among others.
#[derive(Bean, Debug)]
pub struct Flat {
    pub q: String,
    #[serde(flatten)]
    pub page: Page,
    #[serde(flatten)]
    pub by: Sorting,
    #[serde(flatten)]
    pub area: Option<Area>,
}

#[derive(Bean, Debug)]
pub struct Page {
    #[bean(default = 1, range(1..))]
    pub number: u64,
    pub ratio: Option<f64>,
    #[bean(default)]
    pub exact: bool,
    #[bean(default)]
    pub tag: Vec<u8>,
    pub colour: Option<Colour>,
    #[serde(flatten)]
    pub inner: Inner,
}

#[derive(Bean, Debug)]
pub struct Inner {
    #[bean(default, range(-100..=100))]
    pub depth: i8,
}

#[derive(Bean, Debug)]
pub struct Area {
    pub west: i32,
    pub east: i32,
}

#[derive(Bean, Debug)]
#[serde(tag = "by", rename_all = "lowercase")]
pub enum Sorting {
    Name,
    Distance { from: f64 },
}

impl Keeps for Flat {
    fn keeps(&self) -> bool {
        self.page.number >= 1 && (-100..=100).contains(&self.page.inner.depth)
    }
}

/// Values of one type among others: serde gives a map also what belongs to a flattened enum, so there is none here.
#[derive(Bean, Debug)]
pub struct Counted {
    #[serde(flatten)]
    pub area: Area,
    #[serde(flatten)]
    pub counts: BTreeMap<String, u64>,
}

impl Keeps for Counted {}

/// `null` and missing are two things.
#[derive(Bean, Debug)]
#[bean(deny_unknown)]
pub struct Change {
    pub name: Option<Option<String>>,
    pub age: Option<Option<u8>>,
    pub active: Option<Option<bool>>,
    #[bean(length(1..=2))]
    pub tags: Option<Option<Vec<Option<u8>>>>,
    pub wide: Option<u128>,
    pub half: Option<f32>,
}

impl Keeps for Change {
    fn keeps(&self) -> bool {
        self.tags.iter().flatten().all(|tags| (1..=2).contains(&tags.len()))
    }
}

/// A tag outside.
#[derive(Bean, Debug)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum External {
    Empty,
    BigCircle {
        radius: f64,
        #[bean(default = 7)]
        line_width: u8,
        on: Option<bool>,
    },
    Square(u16),
    #[serde(rename = "addr", alias = "place")]
    Address(Address),
    Line(i32, String),
    Maybe(Option<Box<External>>),
    Many(Vec<External>),
}

impl Keeps for External {
    fn keeps(&self) -> bool {
        match self {
            External::Address(address) => address.keeps(),
            External::Maybe(inner) => inner.iter().all(|inner| inner.keeps()),
            External::Many(many) => many.iter().all(Keeps::keeps),
            _ => true,
        }
    }
}

/// A tag inside.
#[derive(Bean, Debug)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Internal {
    Number {
        #[bean(range(..=10.0))]
        value: f64,
        on: bool,
    },
    Not {
        of: Box<Internal>,
    },
    AllOf {
        of: Vec<Internal>,
        #[bean(default)]
        why: Option<Option<String>>,
    },
    Place(Address),
    Named(BTreeMap<String, u8>),
    Nothing,
}

impl Keeps for Internal {
    fn keeps(&self) -> bool {
        match self {
            Internal::Number { value, .. } => *value <= 10.0,
            Internal::Not { of } => of.keeps(),
            Internal::AllOf { of, .. } => of.iter().all(Keeps::keeps),
            Internal::Place(address) => address.keeps(),
            Internal::Named(_) | Internal::Nothing => true,
        }
    }
}

/// Tag and content.
#[derive(Bean, Debug)]
#[serde(tag = "t", content = "c", deny_unknown_fields)]
pub enum Adjacent {
    Unit,
    One(u8),
    Maybe(Option<u8>),
    Pair(u8, bool),
    Named {
        #[bean(length(..=3))]
        a: String,
        b: Option<Option<i8>>,
    },
    List(Vec<Adjacent>),
}

impl Keeps for Adjacent {
    fn keeps(&self) -> bool {
        match self {
            Adjacent::Named { a, .. } => a.chars().count() <= 3,
            Adjacent::List(list) => list.iter().all(Keeps::keeps),
            _ => true,
        }
    }
}

/// No tag.
#[derive(Bean, Debug)]
#[serde(untagged)]
pub enum Untagged {
    Number(u32),
    Text(String),
    Full { region: u8, id: u32 },
    Place(Address),
    Pair(u8, Colour),
    List(Vec<Untagged>),
    Named { name: Box<Untagged> },
}

impl Keeps for Untagged {
    fn keeps(&self) -> bool {
        match self {
            Untagged::Place(address) => address.keeps(),
            Untagged::List(list) => list.iter().all(Keeps::keeps),
            Untagged::Named { name } => name.keeps(),
            _ => true,
        }
    }
}

/// Every level asks both variants.
#[derive(Bean, Debug)]
#[serde(untagged)]
pub enum Tree {
    Named { name: String, next: Option<Box<Tree>> },
    Counted { count: u32, next: Option<Box<Tree>> },
    List(Vec<Tree>),
}

impl Keeps for Tree {}

/// Enums inside a bean.
#[derive(Bean, Debug)]
pub struct Enums {
    pub external: Option<External>,
    pub internal: Option<Internal>,
    pub adjacent: Option<Adjacent>,
    pub untagged: Option<Untagged>,
    #[bean(default)]
    pub list: Vec<External>,
    #[bean(default)]
    pub map: BTreeMap<String, Internal>,
    pub change: Option<Change>,
}

impl Keeps for Enums {
    fn keeps(&self) -> bool {
        self.external.iter().chain(&self.list).all(Keeps::keeps)
            && self.internal.iter().chain(self.map.values()).all(Keeps::keeps)
            && self.adjacent.iter().all(Keeps::keeps)
            && self.untagged.iter().all(Keeps::keeps)
            && self.change.iter().all(Keeps::keeps)
    }
}

/// A controller whose routes give every bean back; its `PATHS` are theirs.
#[macro_export]
macro_rules! routes {
    ($controller:ident $prefix:literal $mapping:ident) => {
        $crate::routes! { $controller $prefix $mapping:
            plain Plain, ruled Ruled, flat Flat, counted Counted, change Change, external External, internal Internal,
            adjacent Adjacent, untagged Untagged, tree Tree, enums Enums
        }
    };
    ($controller:ident $prefix:literal $mapping:ident: $($name:ident $bean:ident),*) => {
        #[derive(Default)]
        struct $controller;

        impl $controller {
            const PATHS: &[&str] = &[$(concat!($prefix, "/", stringify!($name))),*];
        }

        #[controller($prefix)]
        impl $controller {$(
            #[$mapping]
            fn $name(bean: $crate::beans::$bean) -> $crate::beans::$bean {
                assert!($crate::beans::Keeps::keeps(&bean), "{bean:?}");
                bean
            }
        )*}
    };
}
