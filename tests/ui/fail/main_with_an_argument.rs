use framework::prelude::*;

#[framework::main]
fn main(count: u8) {
//~^ [fn main(count: u8)] `main` function has wrong type
    let _ = count;
}
