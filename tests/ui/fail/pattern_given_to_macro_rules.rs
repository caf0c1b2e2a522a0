use framework::prelude::*;

macro_rules! getter {
    ($path:literal $name:ident) => {
        #[get_mapping($path)]
        fn $name() -> u8 {
            1
        }
    };
}

getter!("/users/{id}" find);
//~^ ["/users/{id}"] `{id}` is not a capture; write `<id>` (a `{` itself is `%7B`)

fn main() {}
