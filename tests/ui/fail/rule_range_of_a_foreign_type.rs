use std::time::Duration;

use framework::{prelude::*, serde};

mod seconds {
    use super::*;

    pub(crate) fn serialize<S: serde::Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(time.as_secs())
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        serde::Deserialize::deserialize(from).map(Duration::from_secs)
    }
}

#[derive(Bean)]
struct Task {
    #[bean(range(Duration::ZERO..))]
    //~^ [range] the rule `range` is not for `
    //~| `range` does not know `
    //~| for any other type write `custom = function`
    #[serde(with = "seconds")]
    estimate: Duration,
}

fn main() {}
