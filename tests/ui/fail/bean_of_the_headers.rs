use framework::prelude::*;

#[derive(Bean)]
struct Headers {
    agent: String,
}

#[get_mapping]
fn find(#[header] headers: Headers) -> String {
//~^ [Headers] evaluation panicked: a bean cannot be read from one text; take its members as arguments
    headers.agent
}

fn main() {}
