use framework::prelude::*;
use std::rc::Rc;
#[get_mapping]
fn find(State(rc): State<Rc<u32>>) -> u32 {
//~^ [State<Rc<u32>>] `Rc<u32>` cannot be a component
//~| each that takes it is given a clone, on any thread; take an `Arc<Rc<u32>>`, or an `Arc` in place of an `Rc`, with a `Mutex` or an atomic inside where it changes
    *rc
}

fn main() {}
