use framework::prelude::*;
use std::sync::{Mutex, MutexGuard};
#[derive(Default)]
struct Users {
    all: Mutex<Vec<String>>,
}
#[controller("/users")]
impl Users {
    #[get_mapping]
    fn all(&self) -> MutexGuard<'_, Vec<String>> {
    //~^ [MutexGuard<'_, Vec<String>>] a handler cannot return `std::sync::MutexGuard<'_, Vec<std::string::String>>`
    //~| return what is behind it, a clone for instance: `Vec<std::string::String>`
        self.all.lock().unwrap()
    }
}

fn main() {}
