use framework::prelude::*;

#[get_mapping]
fn events() -> impl IntoResponse {
    Sse::new(vec!["one", "two"])
    //~^ [vec!["one", "two"]] `Vec<&str>` is no stream
    //~| a list becomes a stream by `stream::iter(list)`
}

fn main() {}
