use std::sync::{Arc, Mutex};

use framework::prelude::*;

#[derive(Bean)]
struct User {
    visits: Arc<Mutex<u32>>,
    //~^ [Arc<Mutex<u32>>] `Arc<std::sync::Mutex<u32>>` cannot be sent as JSON
}

fn main() {}
