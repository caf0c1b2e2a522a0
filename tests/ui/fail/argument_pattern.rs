use framework::prelude::*;

#[get_mapping]
fn sum((a, b): (i32, i32)) -> i32 {
//~^ [(a, b)] an argument needs a name: it is the parameter's name; take it apart inside the function
    a + b
}

fn main() {}
