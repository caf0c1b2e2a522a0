use framework::prelude::*;

#[get_mapping]
fn theme(#[cookie] theme: Cookie) -> String {
//~^ [Cookie] a handler cannot take `framework::Cookie` as an argument
//~| write `#[cookie] name: &str`
    drop(theme);
    String::new()
}

fn main() {}
