use framework::prelude::*;
use std::collections::BTreeMap;

mod seconds {
    use framework::serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::time::Duration;

    pub fn serialize<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        duration.as_secs().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_secs)
    }
}

fn is_zero(number: &u8) -> bool {
    *number == 0
}

fn seven() -> u8 {
    7
}

#[derive(Bean, Default)]
struct Extra {
    note: String,
}

#[derive(Bean, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Strict {
    first_name: String,
}

#[derive(Bean)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
struct User {
    #[serde(rename = "n", alias = "nom", alias = "name")]
    full_name: String,
    #[serde(default)]
    age: u8,
    #[serde(default = "seven", skip_serializing_if = "is_zero")]
    count: u8,
    #[serde(with = "seconds")]
    timeout: std::time::Duration,
    #[serde(skip)]
    cache: Option<std::time::Instant>,
    #[serde(skip_serializing)]
    password: String,
    #[serde(skip_deserializing)]
    computed: u8,
    #[serde(flatten)]
    extra: Extra,
    #[bean(skip)]
    other: Option<std::time::Instant>,
    #[bean(default)]
    strict: Strict,
}

#[derive(Bean)]
struct Open {
    id: u8,
    #[serde(flatten)]
    others: BTreeMap<String, u8>,
}

#[derive(Bean)]
#[serde(transparent)]
struct Id {
    id: u64,
}

#[derive(Bean)]
#[serde(rename_all = "kebab-case")]
enum Color {
    DeepRed,
    #[serde(rename = "yellow", alias = "amber")]
    Yellow,
}

struct Level(u8);

fn high() -> Level {
    Level(7)
}

#[derive(Bean)]
#[bean(default)]
struct Settings {
    #[serde(default = "seven")]
    count: u8,
    // It has no default of its own.
    #[serde(default = "high")]
    #[bean(skip)]
    level: Level,
    #[serde(default = "Vec::new")]
    items: Vec<u8>,
}

#[get_mapping]
fn settings() -> Settings {
    let settings = Settings::default();
    Settings { count: settings.level.0, ..settings }
}

#[post_mapping]
fn create(user: User) -> User {
    let _ = (&user.cache, &user.other, &user.computed, &user.password);
    user
}

#[post_mapping]
fn others(open: Open, #[query] color: Option<Color>) -> Result<Open, Invalid> {
    match color {
        None | Some(Color::DeepRed) => Ok(open),
        Some(Color::Yellow) => Err(Invalid::conflict("yellow")),
    }
}

#[post_mapping]
fn id(id: Id) -> Id {
    id
}

fn main() {}
