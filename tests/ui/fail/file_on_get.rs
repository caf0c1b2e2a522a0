use framework::prelude::*;

#[get_mapping]
fn show(file: UploadedFile) -> u64 {
//~^ [UploadedFile] a file comes in a body; use `#[post_mapping]`
    file.len()
}

fn main() {}
