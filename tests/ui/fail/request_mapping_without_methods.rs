use framework::prelude::*;

#[derive(Bean)]
struct File {
    name: String,
}

#[request_mapping("/files")]
//~^ needs its methods: `methods("GET", "PROPFIND")`
fn store(file: File) -> String {
    file.name
}

fn main() {}
