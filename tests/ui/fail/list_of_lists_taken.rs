use framework::prelude::*;

#[derive(Bean)]
struct User {
    id: u8,
}

#[post_mapping]
fn create(tables: Vec<Vec<User>>) -> usize {
//~^ [Vec<Vec<User>>] a list has texts, beans, maps or files
    tables.len()
}

#[get_mapping]
fn find(ids: Vec<Option<u8>>) -> usize {
//~^ [Vec<Option<u8>>] as a member of a bean
    ids.len()
}

fn main() {}
