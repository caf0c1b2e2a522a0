use framework::prelude::*;

#[derive(Bean)]
struct User {
    member: std::marker::PhantomData<u8>,
    //~^ [std::marker::PhantomData<u8>] `PhantomData<u8>` cannot be sent as JSON
    //~| or left out, `#[bean(skip)]`
}

fn main() {}
