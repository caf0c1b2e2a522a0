use framework::prelude::*;

/// A type of the program's own may be called as it likes, and be made of anything.
#[derive(Bean)]
struct Uuid(u32);

type Id = u8;

#[get_mapping("/wider/<id|int>")]
fn wider(id: i64) -> i64 {
    id
}

#[get_mapping("/narrower/<id|long>")]
fn narrower(id: i32) -> i32 {
    id
}

#[get_mapping("/some/<flag|u8>/<grade|alpha>/<number|alnum>/<truth|alpha>")]
fn some(flag: bool, grade: char, number: u32, truth: bool) -> String {
    format!("{flag}{grade}{number}{truth}")
}

#[get_mapping("/own/<a|uuid>/<b|int>/<c|uuid>/<d|gender>/<e||[0-9]+>")]
fn own(a: Uuid, b: Uuid, c: Id, d: u8, e: u8) -> String {
    format!("{}{}{c}{d}{e}", a.0, b.0)
}

#[get_mapping("/elsewhere/<|uuid>/<id|uuid>", "/elsewhere/<id|int>")]
fn elsewhere(id: &str, #[query("id")] number: i32) -> String {
    format!("{id}{number}")
}

#[get_mapping("/text/<day|date>/<time|time>")]
fn text(day: String, time: Option<&str>) -> String {
    format!("{day}{time:?}")
}

fn main() {}
