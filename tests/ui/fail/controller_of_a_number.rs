use framework::prelude::*;
struct Users<const N: usize>;
#[controller("/users")]
impl<const N: usize> Users<N> {
//~^ [const N: usize] a controller cannot be generic: it is made once, at start; write the type
    #[get_mapping]
    fn find(&self) -> usize {
        N
    }
}

fn main() {}
