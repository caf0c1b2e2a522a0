use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller(enabled = 1)]
//~^ [1] `enabled` is `true` or `false`
impl Users {}

fn main() {}
