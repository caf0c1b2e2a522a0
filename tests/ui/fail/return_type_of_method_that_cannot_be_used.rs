use framework::prelude::*;

struct Unsupported;

#[derive(Default)]
struct Things;

#[controller("/things")]
impl Things {
    #[get_mapping("/<id>")]
    fn find(&self, id: i64) -> Unsupported {
    //~^ [Unsupported] a handler cannot return `Unsupported`
        let _ = id;
        Unsupported
    }
}

fn main() {}
