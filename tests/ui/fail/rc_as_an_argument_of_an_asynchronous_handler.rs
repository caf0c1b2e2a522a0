use framework::prelude::*;
use std::{cell::RefCell, rc::Rc};

struct Pool;

#[get_mapping("/users")]
async fn list(pool: Rc<RefCell<Pool>>) -> u8 {
//~^ [Rc<RefCell<Pool>>] a handler cannot take `Rc<RefCell<Pool>>` as an argument
//~| what a request brings is taken by value: `RefCell<Pool>`
    1
}

fn main() {}
