use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn count(&self, rule: Box<Fn(u8) -> bool>) -> u8 {
        //~^ [Fn] an object is written with `dyn`, as `dyn Fn()`
        u8::from(rule(1))
    }

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

#[get_mapping]
fn make() -> Box<FnOnce() -> u8> {
    //~^ [FnOnce] an object is written with `dyn`, as `dyn FnOnce()`
    Box::new(|| 1)
}

fn main() {}
