//! Enums of every tagging.

use std::collections::BTreeMap;

use framework::prelude::*;

use super::{Address, Colour, Keeps};

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
