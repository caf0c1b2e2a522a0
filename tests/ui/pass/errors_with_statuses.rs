use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no user {id} in shard {shard}")]
    #[invalid(404, "no user {id}")]
    Missing { id: u64, shard: u8 },
    #[error("{0} and {1}")]
    #[invalid(409, "{0:?}")]
    Conflict(String, u8),
    #[error("gone")]
    #[invalid(410)]
    Gone,
    #[error("the database is away")]
    Database(#[from] std::io::Error),
}

#[derive(Debug, thiserror::Error)]
#[error("plain")]
struct Plain;

#[get_mapping("/users/<id>")]
fn find(id: u64) -> Result<String, UserError> {
    match id {
        0 => Err(UserError::Missing { id, shard: 2 }),
        1 => Err(UserError::Conflict("x".to_owned(), 1)),
        2 => Err(UserError::Gone),
        _ => Ok(std::fs::read_to_string("x")?),
    }
}

#[get_mapping]
async fn plain() -> Result<&'static str, Plain> {
    Err(Plain)
}

#[get_mapping]
fn asked() -> Result<u8, Invalid> {
    find(1)?;
    Err(Plain)?
}

/// Every variant is a 500.
#[derive(Debug, thiserror::Error, HttpError)]
enum Unmapped {
    #[error("broken")]
    Broken,
}

#[get_mapping]
fn unmapped() -> Result<u8, Unmapped> {
    Err(Unmapped::Broken)
}

fn main() {}
