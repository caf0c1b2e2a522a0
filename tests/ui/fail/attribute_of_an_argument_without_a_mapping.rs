use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    fn list(&self, #[query] page: u32) -> u32 {
    //~^ [#[query]] `#[query]` is for arguments of handlers, and `list` is none; write a mapping above it, as `#[get_mapping]`
        page
    }
}

fn main() {}
