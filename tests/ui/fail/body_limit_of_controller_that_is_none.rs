use framework::prelude::*;

#[derive(Default)]
struct Files;

#[controller("/files", body_limit = "10 mebibytes")]
//~^ ["10 mebibytes"] `body_limit` is a size as `"10 MiB"`, a number of bytes, or `"none"`
impl Files {
    #[post_mapping]
    fn take(&self, #[body] file: &[u8]) -> usize {
        file.len()
    }
}

fn main() {}
