use framework::prelude::*;
#[post_mapping]
fn create(file: &UploadedFile) -> u64 {
//~^ [&UploadedFile] a handler cannot take `&framework::UploadedFile` as an argument
//~| add `#[derive(Bean)]` to `&framework::UploadedFile` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`
//~| a component that the application is given is taken as `State<&framework::UploadedFile>`, or by `#[construct]` for all of a controller
    file.len()
}

fn main() {}
