use framework::prelude::*;

#[derive(Bean)]
struct Tree(Children);

#[derive(Bean)]
struct Children(Vec<Tree>);

#[derive(Bean)]
struct Lists(Vec<Lists>);

#[get_mapping]
fn tree() -> Tree {
    Tree(Children(Vec::new()))
}

#[get_mapping]
fn lists() -> Lists {
    Lists(Vec::new())
}

fn main() {}
