use framework::prelude::*;

#[derive(Bean)]
#[bean(default)]
struct Page<T> {
    #[bean(default = Vec::new())]
    items: Vec<T>,
    #[bean(default)]
    next: Option<T>,
    #[bean(default = 7)]
    size: u8,
}

#[derive(Bean)]
#[bean(default)]
struct Size(#[bean(default = 7)] u8);

#[derive(Bean)]
#[bean(default, output)]
struct Shown<'a> {
    #[bean(default = "x")]
    name: &'a str,
}

#[post_mapping]
fn page(page: Page<String>) -> Page<String> {
    page
}

#[post_mapping]
fn size(#[query(default = Size::default())] size: Size) -> Size {
    size
}

#[get_mapping]
fn shown() -> Shown<'static> {
    Shown::default()
}

fn main() {}
