use framework::prelude::*;

#[get_mapping(r"/raw/<id>")]
fn raw(id: u8) -> u8 {
    id
}

#[get_mapping(r#"/hashes"#)]
fn hashes() -> u8 {
    1
}

#[get_mapping("/\u{e4}")]
fn escaped() -> u8 {
    1
}

#[get_mapping(
    "/continued\
     /here"
)]
fn continued() -> u8 {
    1
}

#[get_mapping("größe/<größe>")]
fn größe(größe: u8) -> u8 {
    größe
}

#[derive(Bean)]
struct Straße {
    länge: u8,
}

#[post_mapping()]
fn baue(straße: Straße) -> Straße {
    straße
}

fn main() {}
