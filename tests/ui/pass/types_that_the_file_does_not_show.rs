//! Types whose names other frameworks use, and which are written by macros or stand in another file.
#![deny(warnings)]

use framework::prelude::*;

kit::types!();

#[get_mapping("/page")]
fn page(host: Host, page: Page) -> (HttpStatus, Page) {
    (if host.name.is_empty() { HttpStatus::OK } else { HttpStatus::ACCEPTED }, page)
}

macro_rules! beans {
    ($($name:ident)*) => {$(
        #[derive(Bean)]
        struct $name {
            number: u8,
        }
    )*};
}

beans!(Query Json Shape);

#[get_mapping]
fn query(query: Query, shape: Option<Shape>) -> Json {
    Json { number: query.number + shape.map_or(0, |shape| shape.number) }
}

/// Others of these names, in another module.
mod others {
    pub(crate) struct Page<T>(pub(crate) T);

    pub(crate) trait Shape {
        fn corners(&self) -> u8 {
            4
        }
    }

    impl Shape for Page<u8> {}
}

#[derive(Bean)]
struct Book {
    page: Page,
    shape: Shape,
}

#[post_mapping]
fn book(book: Book) -> Book {
    book
}

include!("included/types.rs");
include!("included/handlers.rs");

#[path = "included/module.rs"]
mod elsewhere;

fn main() {
    kit::types!();

    #[get_mapping("/inside")]
    fn inside(host: Host) -> Page {
        Page { number: host.name.len() as u8 }
    }

    const _: () = {
        beans!(Data Header);

        #[post_mapping("/data")]
        fn data(data: Data) -> Header {
            Header { number: data.number }
        }
    };

    let _ = (inside as fn(_) -> _, others::Shape::corners(&others::Page(1)), others::Page(1).0);
}
