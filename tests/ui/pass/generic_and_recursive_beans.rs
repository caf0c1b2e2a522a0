use framework::prelude::*;
use std::{borrow::Cow, collections::BTreeMap, fmt::Debug};

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
    next: Option<u32>,
}

#[derive(Bean)]
struct Tree {
    name: String,
    left: Option<Box<Tree>>,
    children: Vec<Tree>,
    named: BTreeMap<String, Tree>,
}

#[derive(Bean)]
struct Node<T> {
    value: T,
    next: Option<Box<Node<T>>>,
}

#[derive(Bean, Debug)]
struct Bounded<T: Debug, U>
where
    T: Clone,
    U: Copy + Debug,
{
    first: T,
    second: U,
}

#[derive(Bean)]
struct Sized<T, const N: usize>
where
    T: PartialEq,
{
    values: Vec<T>,
}

#[derive(Bean)]
struct Wrapped<T>(T);

#[derive(Bean)]
struct Nothing;

#[derive(Bean)]
struct Empty {}

#[derive(Bean)]
#[bean(output)]
struct Borrowed<'a, T> {
    text: &'a str,
    cow: Cow<'a, str>,
    numbers: &'a [u8],
    value: T,
}

#[post_mapping]
fn page(page: Page<Tree>) -> Page<Tree> {
    page
}

#[post_mapping]
fn node(node: Node<u8>) -> Node<Option<String>> {
    let _ = (node.value, node.next);
    Node { value: None, next: None }
}

#[post_mapping]
fn bounded(bounded: Bounded<String, u8>) -> Vec<Bounded<String, u8>> {
    vec![bounded]
}

#[post_mapping]
fn sized(sized: Sized<u8, 3>) -> Wrapped<Sized<u8, 3>> {
    Wrapped(sized)
}

#[get_mapping("/wrapped/<id>")]
fn wrapped(id: Wrapped<u64>) -> Wrapped<u64> {
    id
}

#[get_mapping]
fn nothing(nothing: Nothing, empty: Empty) -> (HttpStatus, Nothing) {
    let _ = empty;
    (HttpStatus::OK, nothing)
}

#[get_mapping]
fn borrowed() -> Borrowed<'static, u8> {
    Borrowed { text: "x", cow: "x".into(), numbers: &[1], value: 1 }
}

fn main() {}
