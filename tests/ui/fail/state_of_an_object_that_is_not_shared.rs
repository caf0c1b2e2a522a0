use std::sync::Arc;

use framework::prelude::*;

trait Repository {}

#[get_mapping]
fn find(repository: State<Arc<dyn Repository>>) -> u8 {
//~^ [State<Arc<dyn Repository>>] `Arc<dyn Repository>` cannot be a component
    let _ = repository;
    1
}

fn main() {}
