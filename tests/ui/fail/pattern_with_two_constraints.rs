use framework::prelude::*;

#[get_mapping("/users/<id|int|uuid>")]
//~^ ["/users/<id|int|uuid>"] `int|uuid` are several constraints; write one, as `<id|int>`, or a regular expression: `<id||int|uuid>`
fn find(id: String) -> String {
    id
}

fn main() {}
