use framework::prelude::*;

#[get_mapping]
fn show(#[session] picture: UploadedFile) -> u64 {
    //~^ [UploadedFile] a file is a part of a multipart form
    picture.len()
}

fn main() {}
