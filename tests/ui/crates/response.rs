//! A crate that is called as a module of other frameworks, with a type that is called as one of theirs.

/// A bean.
#[derive(framework::Bean)]
pub struct Html {
    /// A member.
    pub number: u8,
}
