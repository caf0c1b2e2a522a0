use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::sync::Arc<String>,
    //~^ [std::sync::Arc<String>] `Arc<std::string::String>` cannot be sent as JSON
    //~| what points to something, as `Rc` and `Arc`, is written as what it holds
}

fn main() {}
