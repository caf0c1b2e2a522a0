use framework::prelude::*;

#[derive(Default)]
struct Files;

#[controller("/files/<*rest>")]
//~^ [<*rest>] `<*rest>` is a catch-all in a prefix
impl Files {
    #[get_mapping]
    fn raw(&self) {}
}

fn main() {}
