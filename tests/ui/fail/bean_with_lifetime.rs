use framework::prelude::*;

#[derive(Bean)]
struct User<'a> {
//~^ ['a] a bean that borrows cannot be read from a request; add `#[bean(output)]`, or own the data
    name: &'a str,
}

fn main() {}
