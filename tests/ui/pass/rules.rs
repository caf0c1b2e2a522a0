#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings)]

//! Rules under other names, of generic and output beans, in macros, without the prelude.

use ::framework::{Bean, get_mapping, post_mapping};
use ::std::{
    option::Option::{self, Some},
    primitive::str,
    result::Result::{self, Err, Ok},
    string::String,
    vec::Vec,
};

type Text = String;
type Maybe<T> = Option<T>;

macro_rules! bean {
    ($name:ident, $most:expr, $function:path) => {
        #[derive(Bean)]
        pub struct $name {
            #[bean(length(..=$most), custom = $function)]
            text: Text,
        }
    };
}

bean!(Short, 10, crate::checks::text);

mod checks {
    use super::{Err, Ok, Result, String, str};

    pub(crate) fn text(text: &str) -> Result<(), String> {
        if text.is_empty() { Err(String::new()) } else { Ok(()) }
    }

    pub(crate) fn generic<T>(_: &T) -> Result<(), &'static str> {
        Ok(())
    }
}

#[derive(Bean)]
#[bean(custom = checks::generic, custom = "whole")]
pub struct Page<T> {
    #[bean(length(1..), custom = checks::generic)]
    items: Vec<T>,
    #[bean(unique, each(length(1..=3)))]
    tags: Maybe<Vec<Text>>,
    #[bean(nested)]
    short: Short,
    #[bean(pattern(r"^\d+$"))]
    r#type: Text,
}

fn whole<T>(page: &Page<T>) -> Result<(), ::framework::Violation> {
    match page.items.first() {
        Some(_) => Ok(()),
        _ => Err(::framework::Violation::new("/items", "none")),
    }
}

#[derive(Bean)]
#[bean(output)]
pub struct Sent<'a> {
    #[bean(length(1..), one_of("a"))]
    text: &'a str,
}

#[post_mapping]
fn take(page: Page<Short>) -> usize {
    page.items.len()
}

#[get_mapping]
fn give() -> Sent<'static> {
    Sent { text: "a" }
}

fn main() {
    let _ = (take, give);
}
