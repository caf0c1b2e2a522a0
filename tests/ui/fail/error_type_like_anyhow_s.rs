use framework::prelude::*;

#[derive(Debug)]
struct AnyError;

impl std::fmt::Display for AnyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("something")
    }
}

impl<E: std::error::Error> From<E> for AnyError {
    fn from(_: E) -> Self {
        AnyError
    }
}

#[get_mapping]
fn find(text: &str) -> Result<u8, AnyError> {
//~^ [Result<u8, AnyError>] `AnyError` cannot become an `Invalid`
    Ok(text.parse::<u8>()?)
}

fn main() {}
