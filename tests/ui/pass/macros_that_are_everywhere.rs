//! Macros that no import names.
#![deny(warnings)]

#[macro_use]
extern crate framework;
#[macro_use(init)]
extern crate kit_macros;

mod inner {
    #[derive(Bean)]
    pub(crate) struct User {
        id: u8,
    }

    #[derive(Default)]
    struct Users;

    #[controller("/users")]
    impl Users {
        #[init]
        fn set_up(&self) -> u8 {
            1
        }

        #[get_mapping]
        fn find(&self, user: User) -> User {
            User { id: user.id + self.set_up() }
        }
    }
}

fn main() {}
