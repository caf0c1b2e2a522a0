use framework::prelude::*;

trait Repository: Send + Sync {}

#[get_mapping]
fn find(repository: State<dyn Repository>) -> u8 {
//~^ [dyn Repository] an object has no size of its own; write `State<Arc<dyn Repository>>`
    let _ = repository;
    1
}

fn main() {}
