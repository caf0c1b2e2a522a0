use framework::prelude::*;

use std::sync::Arc;

trait Store {
    fn count(&self) -> u8;
}

struct Users {
    store: Arc<dyn Store>,
}

#[controller("/users")]
impl Users {
    #[construct]
    fn new(store: Arc<dyn Store>) -> Self {
        //~^ [Arc<dyn Store>] `Arc<dyn Store>` cannot be a component
        //~| `Arc<dyn Trait + Send + Sync>`
        Users { store }
    }

    #[get_mapping]
    fn count(&self) -> u8 {
        self.store.count()
    }
}

fn main() {}
