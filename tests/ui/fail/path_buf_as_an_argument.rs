use framework::prelude::*;
use std::path::PathBuf;
#[get_mapping("/files/<*path>")]
fn files(path: PathBuf) -> FileResponse {
//~^ [PathBuf] a handler cannot take `PathBuf` as an argument
//~| add `#[derive(Bean)]` to `PathBuf` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<PathBuf>`, or by `#[construct]` for all of a controller
    FileResponse::from_path(path)
}

fn main() {}
