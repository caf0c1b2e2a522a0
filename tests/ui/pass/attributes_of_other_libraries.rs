#![deny(warnings)]

use framework::prelude::*;
use serde::{Deserialize as Read, Serialize as Write};


/// serde's derives under other names.
#[derive(Bean, Read, Write)]
#[bean(serde)]
struct Renamed {
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[post_mapping]
fn rename(renamed: Renamed) -> Renamed {
    renamed
}

/// serde's traits by hand.
#[derive(Bean)]
#[bean(serde)]
struct ByHand {
    number: u8,
}

impl serde::Serialize for ByHand {
    fn serialize<S: serde::Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        into.serialize_u8(self.number)
    }
}

impl<'de> serde::Deserialize<'de> for ByHand {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        u8::deserialize(from).map(|number| ByHand { number })
    }
}

#[post_mapping]
fn take(by_hand: ByHand) -> ByHand {
    by_hand
}

/// A bean and settings at once.
#[derive(Settings, serde::Deserialize, Clone)]
#[settings("app")]
struct AppSettings {
    #[serde(default)]
    title: String,
}

#[get_mapping]
fn title(State(settings): State<AppSettings>) -> String {
    settings.title
}

fn main() {}
