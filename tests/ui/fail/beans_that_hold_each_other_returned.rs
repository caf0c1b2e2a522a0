use framework::prelude::*;

#[derive(Bean)]
struct Author {
//~^ recursive types `Author` and `Book` have infinite size
    best: Option<Book>,
}

#[derive(Bean)]
struct Book {
    author: Author,
}

#[get_mapping]
fn books() -> Vec<Book> {
    Vec::new()
}

fn main() {}
