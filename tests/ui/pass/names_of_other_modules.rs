//! What a name means is what it means in its module, and not in the next one.
#![deny(warnings)]

use framework::prelude::*;

#[derive(Bean)]
struct Path {
    text: String,
}

#[get_mapping]
fn find(path: Path) -> Path {
    path
}

mod files {
    use std::path::Path;

    pub(crate) fn exist(path: &Path) -> bool {
        path.exists()
    }
}

mod uuid {
    #[derive(framework::Bean)]
    pub(crate) struct Uuid {
        id: u8,
    }
}

#[post_mapping]
fn id(id: uuid::Uuid) -> uuid::Uuid {
    id
}

mod one {
    use framework::prelude::*;

    #[derive(Bean)]
    pub(crate) struct Node {
        leaf: Leaf,
    }

    #[derive(Bean)]
    pub(crate) struct Leaf {
        number: u8,
    }

    #[post_mapping("/one")]
    fn one(node: Node) -> Node {
        node
    }
}

mod two {
    use framework::prelude::*;

    #[derive(Bean)]
    pub(crate) struct Leaf {
        node: super::one::Node,
    }

    #[post_mapping("/two")]
    fn two(leaf: Leaf) -> Leaf {
        leaf
    }
}

#[cfg(all())]
#[derive(Bean)]
struct Twin {
    number: u8,
}

#[cfg(not(all()))]
#[derive(Bean)]
struct Twin<T> {
    twin: Option<Twin<T>>,
}

#[cfg(all())]
#[get_mapping]
fn twin(twin: Twin) -> Twin {
    twin
}

#[cfg(not(all()))]
#[get_mapping]
fn twin(twin: &Twin) {}

fn main() {
    files::exist("x".as_ref());
}
