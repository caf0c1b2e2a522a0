use std::sync::{RwLock, RwLockReadGuard};

use framework::prelude::*;

#[derive(Default)]
struct Users {
    names: RwLock<Vec<String>>,
}

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> RwLockReadGuard<'_, Vec<String>> {
    //~^ [RwLockReadGuard<'_, Vec<String>>] a handler cannot return `std::sync::RwLockReadGuard<'_, Vec<std::string::String>>`
        self.names.read().unwrap()
    }
}

fn main() {}
