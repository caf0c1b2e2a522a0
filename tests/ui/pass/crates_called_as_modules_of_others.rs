//! Crates that are called as other frameworks, or their modules, are.
#![deny(warnings)]

extern crate response as axum;
extern crate response as extract;

#[path = "included/crates.rs"]
mod crates;

fn main() {}
