//! serde's traits, or others of these names, in ways that no list of derives shows.
#![deny(warnings)]
#![allow(unexpected_cfgs)]

use framework::prelude::*;

/// Its traits are implemented by a macro.
#[derive(Bean)]
#[bean(serde)]
struct Number {
    number: u8,
}

kit::number_in_serde!(Number);

#[post_mapping]
fn number(number: Number) -> Number {
    number
}

/// Its traits are implemented in an `impl`, and under another name.
#[derive(Bean)]
#[bean(serde)]
struct Digit {
    digit: u8,
}

type Sign = Digit;

impl serde::Serialize
    for Digit
{
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&self.digit, serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Sign {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer).map(|digit| Digit { digit })
    }
}

#[post_mapping]
fn digit(digit: Digit) -> Digit {
    digit
}

/// A condition that takes several lines.
#[cfg_attr(
    all(feature = "a-feature-with-a-long-name", feature = "another-feature-with-a-long-name"),
    derive(serde::Serialize)
)]
#[derive(Bean)]
struct Conditional {
    number: u8,
}

#[post_mapping]
fn conditional(conditional: Conditional) -> Conditional {
    conditional
}

/// serde's in another module of the file.
mod others {
    use serde::Serialize;

    #[derive(Serialize)]
    pub(crate) struct Other {
        pub(crate) number: u8,
    }
}

mod ours {
    use framework::prelude::*;
    use std::clone::Clone as Serialize;

    #[derive(Serialize, Bean)]
    pub(crate) struct Ours {
        number: u8,
    }

    #[post_mapping]
    fn ours(ours: Ours) -> Ours {
        ours.clone()
    }
}

fn main() {
    let _ = others::Other { number: 1 }.number;
}
