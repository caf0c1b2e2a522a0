use framework::prelude::*;

#[derive(Bean)]
struct User {
    #[cfg(false)]
    gone: NoSuchType,
    #[cfg_attr(true, bean(default = 1))]
    id: u8,
}

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    #[cfg(true)]
    #[cfg_attr(true, inline, allow(unused))]
    fn here(&self, #[cfg_attr(true, allow(unused))] user: User) -> u8 {
        user.id
    }

    #[get_mapping]
    #[cfg(false)]
    fn gone(&self, gone: NoSuchType) -> NoSuchType {}
}

#[cfg(false)]
#[get_mapping]
fn before(gone: NoSuchType) -> NoSuchType {}

#[get_mapping]
#[cfg(false)]
fn after(gone: NoSuchType) -> NoSuchType {}

struct Windows;

#[controller]
#[cfg(false)]
impl NoSuchType {
    #[get_mapping]
    fn gone(&self) {}
}

#[controller]
impl Windows {
    #[construct]
    #[cfg(true)]
    fn here() -> Self {
        Windows
    }
}

fn main() {}
