use framework::prelude::*;

#[get_mapping]
fn show(#[part] file: UploadedFile) -> u64 {
//~^ [#[part]] a GET request has no body; use `#[post_mapping]`, or take the argument from elsewhere
    file.len()
}

fn main() {}
