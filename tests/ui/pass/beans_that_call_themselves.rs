use framework::prelude::*;

/// A member may call its bean `Self`, and so may a default.
#[derive(Bean)]
struct Node {
    #[bean(default = Self::first())]
    number: u32,
    next: Option<Box<Self>>,
    all: Vec<Self>,
}

impl Node {
    fn first() -> u32 {
        1
    }
}

#[derive(Bean)]
struct Tree<T> {
    value: T,
    branches: Vec<Self>,
}

#[derive(Bean)]
struct Renamed {
    #[serde(alias = "name", alias = "nom")]
    name: String,
    #[bean(skip)]
    seen: Option<std::sync::Arc<str>>,
}

#[post_mapping("/nodes")]
fn create(node: Node) -> Tree<u8> {
    let _node = (node.number, node.next, node.all);
    Tree { value: 1, branches: Vec::new() }
}

#[post_mapping("/trees")]
fn tree(tree: Tree<Renamed>) -> Option<Renamed> {
    let _more = tree.branches;
    Some(tree.value).filter(|renamed| renamed.seen.is_none() && renamed.name.is_empty())
}

fn main() {}
