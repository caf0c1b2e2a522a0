use framework::prelude::*;

#[request_mapping("/files/<*path>", methods("GET", "PROPFIND", "VERSION-CONTROL"))]
fn files(path: &str) -> String {
    path.to_owned()
}

#[request_mapping(methods("POST"), rank = 3)]
#[request_mapping("/again", methods("PUT",),)]
async fn store(text: Option<String>) -> Option<String> {
    text
}

#[derive(Default)]
struct Kinds;

#[controller("/kinds")]
impl Kinds {
    #[get_mapping("/<kind||[a-z]+>", rank = -1)]
    fn letters(&self, kind: &str) -> String {
        kind.to_owned()
    }

    #[get_mapping("/<kind||[a-z0-9]+>", rank = 2_147_483_647)]
    fn letters_and_digits(&self, kind: &str) -> String {
        kind.to_owned()
    }

    #[request_mapping("/<kind|own>", rank = -2_147_483_648, methods("SEARCH"))]
    fn own(&self, kind: &str) -> String {
        kind.to_owned()
    }
}

fn main() {}
