use framework::prelude::*;

#[post_mapping]
fn query(#[query] file: UploadedFile) -> u64 {
//~^ [UploadedFile] a file is a part of a multipart form; write `#[part]`, or nothing
    file.len()
}

#[post_mapping]
fn form(#[form] file: Option<UploadedFile>) -> bool {
//~^ [Option<UploadedFile>] a file is a part of a multipart form; write `#[part]`, or nothing
    file.is_some()
}

#[post_mapping]
fn body(#[body] files: Vec<UploadedFile>) -> usize {
//~^ [Vec<UploadedFile>] a file is a part of a multipart form; write `#[part]`, or nothing
    files.len()
}

#[post_mapping("/path/<file>")]
fn path(file: UploadedFile) -> u64 {
//~^ [UploadedFile] a file is a part of a multipart form; write `#[part]`, or nothing
    file.len()
}

fn main() {}
