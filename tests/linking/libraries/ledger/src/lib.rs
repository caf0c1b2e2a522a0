//! It says what it serves, for its own tests: that is no word about the programs that use it.

use framework::prelude::*;

framework::link!(users);

#[get_mapping("/entries")]
fn entries() -> &'static str {
    "entries"
}
