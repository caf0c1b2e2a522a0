use framework::prelude::*;
struct Users<'a>(&'a str);
#[controller("/users")]
impl<'a> Users<'a> {
//~^ ['a] a controller cannot be generic: it is made once, at start; write the type
    #[get_mapping]
    fn find(&self) -> String {
        self.0.to_owned()
    }
}

fn main() {}
