use std::collections::HashMap;

use framework::prelude::*;

#[get_mapping]
fn find(#[header] all: HashMap<String, String>) -> usize {
//~^ [HashMap<String, String>] evaluation panicked: a bean cannot be read from one text; take its members as arguments
    all.len()
}

fn main() {}
