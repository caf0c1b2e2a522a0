//! What goes wrong is an `Invalid`: problem+json outside, the cause in the log.

use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum LibraryError {
    #[error("no book {id} on shelf {shelf}")]
    #[invalid(404, "no book {id}")]
    Missing { id: u32, shelf: u8 },
    #[error("the catalogue is being rebuilt")]
    #[invalid(503, "come back later")]
    Rebuilding,
    #[error("the shelf is broken")]
    Shelf(#[from] std::io::Error),
}

/// An error that has statuses keeps them, and its own text stays private.
/// Try `/errors/books/1`
/// Try `/errors/books/2` → 404
/// Try `/errors/books/3` → 503
/// Try `/errors/books/4` → 500
#[get_mapping("/errors/books/<id>")]
fn book(id: u32) -> Result<String, Invalid> {
    match id {
        1 => Ok("The Rust Programming Language".to_owned()),
        2 => Err(LibraryError::Missing { id, shelf: 9 })?,
        3 => Err(LibraryError::Rebuilding)?,
        _ => Err(LibraryError::Shelf(std::io::Error::other("splinters")))?,
    }
}

/// Any other error is a 500 without its text.
/// Try `/errors/parse/7`
/// Try `/errors/parse/seven` → 500
#[get_mapping("/errors/parse/<text>")]
fn parse(text: &str) -> Result<i32, Invalid> {
    Ok(text.parse::<i32>()?)
}

/// A panic is a 500 too, and the server lives on.
/// Try `/errors/panic` → 500
#[get_mapping("/errors/panic")]
fn panic() -> &'static str {
    panic!("a bug")
}

/// Members and headers of one's own.
/// Try `/errors/teapot` → 418
#[get_mapping("/errors/teapot")]
fn teapot() -> Invalid {
    Invalid::new(HttpStatus::IM_A_TEAPOT, "short and stout").with("spout", true).header("retry-after", "120")
}
