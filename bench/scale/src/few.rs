use std::{thread, time::Duration};

use framework::prelude::*;

#[get_mapping]
fn plaintext() -> &'static str {
    "Hello, World!"
}

/// Holds a thread for a second.
#[get_mapping]
#[blocking]
fn slow() -> &'static str {
    thread::sleep(Duration::from_secs(1));
    "at last"
}

#[get_mapping("/users/<id>")]
fn user(id: u64) -> u64 {
    id
}

#[get_mapping("/orders", "/orders/<*>", "/orders/open", "/items", "/items/<>", "/items/<>/parts", "/about")]
fn others() -> &'static str {
    "others"
}
