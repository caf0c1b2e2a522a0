//! Attributes of the program's own that have the names of other frameworks'.
#![deny(warnings)]

use framework::prelude::*;
use kit_macros::{endpoint, get, handler, init, keyed};

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[init]
    fn set_up(&self) -> u8 {
        1
    }

    #[handler]
    fn other(&self) -> u8 {
        2
    }

    #[get]
    fn got(&self) -> u8 {
        3
    }

    #[endpoint]
    #[get_mapping]
    fn all(&self) -> u8 {
        self.set_up() + self.other() + self.got()
    }
}

/// Another macro reads what stands at the arguments.
#[get_mapping]
#[keyed]
fn find(#[param] id: u8, #[state] page: u8) -> u8 {
    id + page
}

fn main() {}
