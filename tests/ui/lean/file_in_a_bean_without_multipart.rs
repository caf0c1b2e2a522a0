use framework::prelude::*;

#[derive(Bean)]
struct Upload {
    photo: UploadedFile,
    //~^ [UploadedFile] there is no `UploadedFile` without the feature `multipart` of the framework; switch it on in Cargo.toml
}

fn main() {}
