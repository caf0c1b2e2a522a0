use framework::prelude::*;

#[post_mapping("/photos")]
async fn store(mut form: Multipart) {}
//~^ [Multipart] there is no `Multipart` without the feature `multipart` of the framework; switch it on in Cargo.toml

fn main() {}
