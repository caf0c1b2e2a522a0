#![deny(warnings, clippy::all, clippy::pedantic)]

use framework::{prelude::*, serde};
use std::{borrow::Cow, collections::BTreeMap, fmt::Debug};

#[derive(Bean)]
enum Either<L, R: Debug>
where
    L: Clone,
{
    Left(L),
    Right { value: R, again: Option<Box<Either<L, R>>> },
    Both(L, R),
    Neither,
}

#[derive(Bean)]
#[serde(tag = "type", content = "data", rename_all = "snake_case", deny_unknown_fields)]
enum Sized<T, const N: usize> {
    AnArray(Vec<T>),
    Named { of: BTreeMap<String, T> },
}

#[derive(Bean)]
#[bean(output)]
#[serde(tag = "type")]
enum Borrowed<'a, T> {
    Text { text: &'a str, cow: Cow<'a, str> },
    Value { value: &'a [T] },
}

#[derive(Bean)]
#[serde(untagged)]
enum r#Type {
    r#Match { r#fn: bool, r#let: Option<bool> },
    None(Option<Option<bool>>),
}

#[derive(Bean)]
struct Point<T>(T, Cow<'static, str>);

#[derive(Bean)]
struct Patch<T> {
    value: Option<Option<T>>,
    list: Option<Option<Vec<T>>>,
    #[bean(default = Some(Some(true)))]
    switch: Option<Option<bool>>,
    #[bean(default = true)]
    on: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    off: Option<bool>,
}

#[derive(Bean, Default)]
#[serde(default)]
struct Defaulted {
    on: bool,
    off: Option<bool>,
    unknown: Option<Option<bool>>,
}

#[derive(Bean)]
#[bean(input)]
enum Command {
    Start { at: u8 },
    Stop,
}

struct ByHand(u8);

impl serde::Serialize for ByHandBean {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.value.0)
    }
}

impl<'de> serde::Deserialize<'de> for ByHandBean {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u8::deserialize(deserializer).map(|value| ByHandBean { value: ByHand(value) })
    }
}

#[derive(Bean)]
#[bean(serde)]
struct ByHandBean {
    #[serde(with = "nothing")]
    value: ByHand,
}

#[post_mapping]
fn either(either: Either<String, u8>) -> Either<u8, String> {
    match either {
        Either::Left(_) | Either::Both(..) | Either::Neither => Either::Neither,
        Either::Right { .. } => Either::Both(1, String::new()),
    }
}

#[post_mapping]
fn sized(sized: Sized<u8, 3>) -> Sized<u8, 3> {
    sized
}

#[get_mapping]
fn borrowed() -> Vec<Borrowed<'static, u8>> {
    vec![Borrowed::Text { text: "x", cow: "x".into() }, Borrowed::Value { value: &[1] }]
}

#[post_mapping]
fn others(value: Type) -> Type {
    value
}

#[post_mapping]
fn point(point: Point<Patch<u8>>) -> Point<Patch<u8>> {
    point
}

#[post_mapping]
fn defaulted(defaulted: Defaulted) -> Defaulted {
    defaulted
}

#[post_mapping]
fn command(command: Command) -> u8 {
    match command {
        Command::Start { at } => at,
        Command::Stop => 0,
    }
}

#[post_mapping]
fn by_hand(by_hand: ByHandBean) -> ByHandBean {
    by_hand
}

fn main() {}
