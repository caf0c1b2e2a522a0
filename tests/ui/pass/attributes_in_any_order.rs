#![warn(unused)]

use framework::prelude::*;

/// Before.
#[allow(clippy::all)]
#[get_mapping("/a")]
#[doc = "Behind."]
#[inline]
#[must_use]
fn a() -> u8 {
    1
}

#[cold]
#[get_mapping("/b")]
#[track_caller]
fn b() -> u8 {
    1
}

#[get_mapping("/c")]
#[unsafe(no_mangle)]
extern "C" fn c_of_another_language() -> u8 {
    1
}

#[get_mapping("/d")]
/// Between.
/** In two ways. */
#[doc = concat!("And ", "joined.")]
fn d(/** Of an argument. */ first: u8, /* no documentation */ second: u8) -> /* nor this */ u8 {
    first + second
}

#[get_mapping["/e"]]
#[cfg_attr(true, inline)]
fn e() -> u8 {
    1
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    //! Inside of the block.

    #![allow(clippy::unused_self)]

    /// Before.
    #[cfg(true)]
    #[get_mapping("/<id>")]
    /// Behind.
    fn find(
        &self,
        /// Of an argument.
        id: u8,
    ) -> u8 {
        id
    }

    #[get_mapping("/gone")]
    #[cfg(false)]
    fn gone(&self) -> NoSuchType {}
}

#[derive(Bean)]
/// Behind the derive.
struct Id(
    /** Of a member. */
    #[allow(unused)]
    u8,
);

#[post_mapping]
fn create(id: Id) -> Id {
    id
}

fn main() {}
