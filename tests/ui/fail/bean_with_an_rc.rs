use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::rc::Rc<String>,
    //~^ [std::rc::Rc<String>] `Rc<std::string::String>` cannot be sent as JSON
    //~| what points to something, as `Rc` and `Arc`, is written as what it holds
}

fn main() {}
