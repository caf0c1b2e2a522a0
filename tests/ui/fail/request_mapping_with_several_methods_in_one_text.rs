use framework::prelude::*;

#[request_mapping("/users", methods("GET, POST"))]
//~^ ["GET, POST"] `GET, POST` is no method; each method is a text of its own: `methods("GET", "POST")`
fn list() {}

fn main() {}
