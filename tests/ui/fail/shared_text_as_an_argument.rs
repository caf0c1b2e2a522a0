use std::sync::Arc;

use framework::prelude::*;

#[get_mapping]
fn find(name: Arc<str>) -> usize {
//~^ [Arc<str>] a handler cannot take `Arc<str>` as an argument
    name.len()
}

fn main() {}
