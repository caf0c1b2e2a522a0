//! Every kind of bean, both ways.

use framework::prelude::*;

use super::types::{
    Adjacent, Animal, Calendar, Closed, External, Flat, Metres, Pair, Patch, Release, Rules, Scalars, Switches, Tree,
    Untagged, Version,
};

macro_rules! echo {
    ($($name:ident: $type:ty),* $(,)?) => {
        #[derive(Default)]
        struct Echo;

        /// What is read is sent back.
        #[controller("/beans")]
        impl Echo {
            $(#[post_mapping]
            fn $name(#[json] bean: $type) -> $type {
                bean
            })*
        }
    };
}

echo! {
    adjacent: Adjacent,
    calendar: Calendar,
    closed: Closed,
    external: External,
    flat: Flat,
    internal: Animal,
    metres: Metres,
    pair: Pair,
    patch: Patch,
    release: Release,
    rules: Rules,
    scalars: Scalars,
    switches: Switches,
    tree: Tree,
    untagged: Untagged,
    versions: Vec<Version>,
}

/// Another type that is called like one of the others.
mod other {
    use framework::prelude::*;

    /// Not the tree that one climbs.
    #[derive(Bean)]
    pub(super) struct Tree {
        pub(super) depth: u8,
    }
}

#[get_mapping("/beans/other")]
fn other() -> other::Tree {
    other::Tree { depth: 1 }
}
