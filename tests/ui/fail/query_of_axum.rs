use framework::prelude::*;
#[derive(Bean)]
struct Page {
    number: u32,
}

#[get_mapping("/users")]
async fn list(Query(page): Query<Page>) -> u32 {
//~^ [Query] there is no `Query` here; each value of the query is an argument of its name, as `page: u32`; a bean takes several
    page.number
}

fn main() {}
