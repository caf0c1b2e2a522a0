use framework::prelude::*;

#[derive(Default)]
struct Files;

#[controller("/files/<*path>")]
//~^ ["/files/<*path>"] `<*path>` is a catch-all in a prefix; write `<path>` for one segment, or move it into the paths
impl Files {
    #[get_mapping]
    fn raw(&self) {}

    #[get_mapping]
    fn cooked(&self) {}
}

fn main() {}
