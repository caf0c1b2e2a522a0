use framework::prelude::*;

#[derive(Debug, thiserror::Error, HttpError)]
enum Failure {}
//~^ [Failure] an enum without variants is no error; add one

fn main() {}
