use framework::prelude::*;

#[get_mapping]
fn all() -> u8 {
    struct Inner;

    impl Inner {
        #[get_mapping("/inner")]
        fn inner(&self) -> u8 {
        //~^ [&self] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
            1
        }
    }

    1
}

fn main() {}
