#![deny(warnings)]

use framework::prelude::*;

/* äöü */ #[derive(Clone, /* 产品 */ Bean)] struct Grüße { größe: u8, 产品: Option<Über> } /* 产 */ #[derive(Clone, Bean)] struct Über { ä: u8 }

impl Grüße { fn ä() { /* ö } */ #[get_mapping("/ü")] fn ß(ä: u8) -> u8 { ä } } }

/* ü */ #[get_mapping("/grüße")] fn find(grüße: Grüße) -> Grüße { Grüße::ä(); grüße.clone() }

fn main() {}
