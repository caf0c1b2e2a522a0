//! Names that other frameworks use are a program's own as soon as it has a type of that name.
#![deny(warnings)]

use framework::{Kind, Loaded, Parameter, ParameterError, prelude::*};

struct Json<T>(T);

impl<'r, T: FromRequest<'r>> FromRequest<'r> for Json<T> {
    const KIND: Kind = T::KIND;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        T::from_request(loaded, parameter).map(Json)
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        T::describe(description, parameter);
    }
}

mod types {
    use framework::prelude::*;

    #[derive(Bean)]
    pub(crate) struct Path {
        pub(crate) text: String,
    }

    pub(crate) struct Pages;

    impl Pages {
        pub(crate) const fn new() -> Self {
            Pages
        }
    }

    pub(crate) fn pages() -> Pages {
        #[get_mapping("/inside")]
        fn inside() -> u8 {
            1
        }
        Pages::new()
    }
}

use types::Path;

#[post_mapping("/paths")]
fn create(path: Path) -> Path {
    path
}

#[get_mapping("/numbers")]
async fn number(Json(number): Json<u32>) -> u32 {
    number
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #![allow(clippy::unused_self)]

    const LIMIT: fn() -> u32 = || 1;

    #[get_mapping]
    fn list(&self, page: u32) -> u32 {
        page.min(Self::LIMIT())
    }
}

mod pages {
    use framework::prelude::*;

    #[get_mapping("/main")]
    fn main() -> u8 {
        1
    }
}

fn main() {
    let _ = (types::pages(), create(Path { text: String::new() }).text, Users.list(1));
}
