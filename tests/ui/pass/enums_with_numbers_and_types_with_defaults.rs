use framework::prelude::*;

#[derive(Bean)]
#[repr(u8)]
enum Kind {
    First = 1,
    Second = 2,
}

#[derive(Bean)]
struct Page<T = u8> {
    items: Vec<T>,
}

#[derive(Bean)]
struct Nothing {}

#[derive(Bean)]
struct Unit;

#[get_mapping("/<kind>")]
fn find(kind: Kind) -> Page {
    Page { items: vec![kind as u8] }
}

#[post_mapping]
fn create(nothing: Nothing) -> Unit {
    let Nothing {} = nothing;
    Unit
}

#[get_mapping]
fn kinds() -> Result<Result<Vec<Kind>, Invalid>, std::io::Error> {
    Ok(Ok(vec![Kind::First, Kind::Second]))
}

fn main() {}
