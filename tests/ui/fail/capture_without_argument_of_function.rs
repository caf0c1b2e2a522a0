use framework::prelude::*;

#[get_mapping("/users/<id>/<name|string>")]
//~^ ["/users/<id>/<name|string>"] `<id>` has no matching argument; add `id: T` to `find`, or write `<>`
fn find(name: String) -> String {
    name
}

fn main() {}
