use framework::prelude::*;

#[derive(Bean)]
struct Node {
//~^ [struct Node] recursive type `Node` has infinite size
    next: Option<Node>,
}

#[post_mapping("/nodes")]
fn create(node: Node) -> Node {
    node
}

fn main() {}
