use framework::prelude::*;
#[get_mapping("/users")]
fn list() -> u8 {
    1
}

fn main() -> framework::Result<()> {
    App::new().provide(std::rc::Rc::new(1)).run()
    //~^ [std::rc::Rc::new(1)] `Rc<{integer}>` cannot be a component
    //~| each that takes it is given a clone, on any thread; take an `Arc<Rc<{integer}>>`, or an `Arc` in place of an `Rc`, with a `Mutex` or an atomic inside where it changes
}
