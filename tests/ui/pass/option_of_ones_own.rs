//! An `Option` that is none: a type that holds itself in one has an end.
#![deny(warnings)]

mod own {
    pub(crate) type Option<T> = Vec<T>;
}

use framework::prelude::*;
use own::Option;

#[derive(Bean)]
struct Tree {
    children: Option<Tree>,
    branches: Option<Branch>,
}

#[derive(Bean)]
struct Branch {
    tree: Option<Tree>,
}

#[post_mapping]
fn plant(tree: Tree) -> Tree {
    tree
}

fn main() {}
