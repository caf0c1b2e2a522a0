use framework::prelude::*;

#[derive(Default)]
struct Files;

#[controller]
impl Files {
    #[request_mapping("/files", methods())]
    //~^ [request_mapping] needs its methods: `methods("GET", "PROPFIND")`
    fn files(&self) -> &'static str {
        "files"
    }
}

fn main() {}
