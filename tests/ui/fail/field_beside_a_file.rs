use framework::prelude::*;

#[post_mapping]
fn upload(#[form] description: String, file: UploadedFile) {
//~^ [UploadedFile] a form with files is read in parts; write `#[part]` instead of `#[form]`
    let _ = (description, file);
}

fn main() {}
