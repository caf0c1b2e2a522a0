use framework::prelude::*;

#[get_mapping("/files/<*rest>")]
//~^ ["/files/<*rest>"] `<*rest>` has no matching argument; add `rest: String` to `file`, or write `<*>`
fn file() {}

fn main() {}
