use framework::prelude::*;

#[get_mapping("/<id>")]
#[allow(unused_variables)]
#[must_use]
#[inline]
/// Documented.
pub fn find(#[allow(unused)] id: u8) -> u8 {
    1
}

#[get_mapping]
#[deprecated]
fn old() {}

/// Documented.
#[derive(Bean, Default)]
#[allow(non_snake_case)]
struct User {
    #[deprecated]
    id: u8,
    Name: String,
}

#[derive(Default)]
pub struct Users;

/// Documented.
#[controller]
#[allow(unused)]
impl Users {
    /// Documented.
    #[get_mapping]
    #[expect(unused_variables)]
    pub(crate) fn find(&self, id: u8) {}

    #[get_mapping]
    #[deprecated(note = "old")]
    async fn old(&self, user: User) {}

    #[allow(non_snake_case)]
    #[get_mapping]
    fn getName(&self, Name: String) -> User {
        User { Name, ..User::default() }
    }
}

fn main() {
    let _ = find(1);
}
