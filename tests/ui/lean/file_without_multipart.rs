use framework::prelude::*;

#[post_mapping("/photos")]
async fn store(photo: UploadedFile) -> usize {
//~^ [UploadedFile] there is no `UploadedFile` without the feature `multipart` of the framework; switch it on in Cargo.toml
    photo.len()
}

fn main() {}
