#![deny(warnings)]

use framework::prelude::*;
use serde::{Deserialize, Serialize};

/// So many derives that rustfmt writes them on several lines, serde's before the bean's.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
    Bean,
)]
#[bean(serde)]
struct Point {
    #[serde(default)]
    x: i32,
    y: i32,
}

#[post_mapping]
fn mirror(point: Point) -> Point {
    Point { x: point.y, y: point.x }
}

fn main() {}
