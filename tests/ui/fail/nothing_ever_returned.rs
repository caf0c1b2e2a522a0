use framework::prelude::*;
#[get_mapping("/users")]
fn find() -> ! {
//~^ [!] a handler that never returns answers nothing; leave out the return type
    panic!()
}

fn main() {}
