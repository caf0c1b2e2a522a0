use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
#[error("no")]
struct Missing;
//~^ [Missing] `#[derive(HttpError)]` stands on an enum: each variant has its status

fn main() {}
