#![deny(warnings)]

use framework::prelude::*;

#[derive(Bean)]
#[allow(non_camel_case_types, non_snake_case)]
struct user_name {
    fooBar: u8,
    #[bean(range(1..=3))]
    Max: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    Opt: Option<u8>,
}

#[derive(Bean)]
#[allow(non_camel_case_types)]
enum kind_of {
    lower_case,
    other,
}

#[derive(Bean)]
#[serde(tag = "k")]
#[allow(non_camel_case_types, non_snake_case)]
enum shape_of {
    lower_case { fooBar: u8 },
    other(user_name),
}

#[get_mapping("/x/<fooBar>")]
#[allow(non_snake_case)]
fn camelCase(fooBar: u8, kindOf: kind_of, name: user_name) -> user_name {
    let Max = match kindOf {
        kind_of::lower_case => name.Max,
        kind_of::other => fooBar,
    };
    user_name { Max, ..name }
}

#[post_mapping("/y")]
#[allow(non_snake_case)]
async fn camelCaseLater(shape: shape_of, #[query] uQ: u8) -> shape_of {
    match shape {
        shape_of::lower_case { fooBar } => shape_of::lower_case { fooBar: fooBar.max(uQ) },
        other => other,
    }
}

#[derive(Default)]
#[allow(non_camel_case_types)]
struct my_controller;

#[allow(non_snake_case)]
#[controller("/mine", client)]
impl my_controller {
    #[get_mapping]
    fn fooBar(&self, fooBar: u8) -> u8 {
        fooBar
    }
}

fn main() {}
