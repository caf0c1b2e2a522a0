use framework::prelude::*;

#[get_mapping("/<id>")]
#[allow(unused_variables)]
#[must_use]
#[inline]
/// Documented.
pub fn find(#[allow(unused)] id: u8, #[cfg(false)] gone: u8, #[cfg(true)] here: u8) -> u8 {
    here
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

    #[cfg(false)]
    #[get_mapping]
    fn gone(&self) -> NoSuchType {}

    #[cfg_attr(true, get_mapping)]
    fn maybe(&self) {}
}

fn main() {
    let _ = find(1, 2);
}
