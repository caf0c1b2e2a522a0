use std::sync::mpsc::Receiver;

use framework::prelude::*;

struct Users {
    messages: Receiver<u8>,
}

#[controller]
impl Users {
//~^ [Users] `Users` cannot be a controller: it cannot be shared by threads
    #[construct]
    fn new() -> Self {
        Users { messages: std::sync::mpsc::channel().1 }
    }

    #[get_mapping]
    fn count(&self) -> u8 {
        1
    }
}

fn main() {}
