//! Beans of every kind, and their rules written a second time.

mod enums;
mod ruled;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub use enums::{Adjacent, External, Internal, Tree, Untagged};
use framework::{
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc},
    prelude::*,
};
pub use ruled::Ruled;

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
