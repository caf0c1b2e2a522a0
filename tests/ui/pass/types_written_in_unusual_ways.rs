//! Names in types that are those of no type: of macros, of what they are given, of associated types, of traits.
#![deny(warnings)]
#![allow(dead_code)]

use std::sync::Arc;

use framework::prelude::*;

struct Page<T>(T);

macro_rules! either {
    (Page) => { u8 };
    (Result) => { u16 };
    ($type:ident) => { $type<u8> };
}

#[derive(Bean)]
struct User {
    page: either!(Page),
    list: either!(Vec),
    option: either!(Option),
}

#[get_mapping]
fn find(page: either!(Page), result: either!(Result), option: either![Option]) -> either!(Result) {
    result + u16::from(page) + u16::from(option.unwrap_or(1))
}

#[path = "included/traits.rs"]
mod traits;

use traits::{Message, Shape};

#[get_mapping]
fn message(State(message): State<Arc<dyn Message<Result = u8, Option = u16>>>) -> u8 {
    message.result()
}

trait Local<T> {
    type Out;
}

impl Local<u8> for u8 {
    type Out = u16;
}

#[derive(Bean)]
struct Shapes {
    one: <u8 as Local<u8>>::Out,
    list: Vec<<u8 as Local<u8>>::Out>,
    other: <u8 as Shape<u8>>::Result,
}

#[get_mapping]
fn shape(shape: <u8 as Local<u8>>::Out) -> <u8 as Shape<u8>>::Result {
    shape
}

/// A parameter that is called as a type of this file is.
#[derive(Bean)]
struct Wrapper<Page> {
    page: Page,
}

#[post_mapping]
fn wrap(wrapper: Wrapper<u8>) -> Wrapper<u8> {
    wrapper
}

fn main() {
    let _ = Page(1).0;
}
