use framework::prelude::*;

struct Number(u32);

#[derive(Bean)]
struct Id(Number);
//~^ [Number] `Number` cannot be sent as JSON
//~| add `#[derive(Bean)]` to `Number`

#[derive(Bean)]
struct User {
    id: Id,
}

#[get_mapping("/<id>")]
fn find(id: Id, #[header] other: Option<Id>, #[query] more: Vec<Id>) -> Option<User> {
    let _ = (id, other, more);
    None
}

fn main() {}
