use framework::prelude::*;

#[post_mapping]
fn echo(file: UploadedFile) -> UploadedFile {
//~^ [UploadedFile] a handler cannot return `framework::UploadedFile`
    file
}

fn main() {}
