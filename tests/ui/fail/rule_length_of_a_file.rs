use framework::prelude::*;

#[derive(Bean)]
struct Album {
    #[bean(length(..=1000))]
    //~^ [length] the rule `length` is not for `framework::UploadedFile`
    //~| for a file a function: `custom = …`
    cover: UploadedFile,
}

fn main() {}
