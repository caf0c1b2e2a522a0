use framework::prelude::*;

#[derive(Default)]
struct Files;

#[controller("/files/<*rest>")]
//~^ ["/files/<*rest>"] `<*rest>` is a catch-all in a prefix; write `<rest>` for one segment, or move it into the paths
impl Files {
    #[get_mapping]
    fn raw(&self) {}
}

fn main() {}
