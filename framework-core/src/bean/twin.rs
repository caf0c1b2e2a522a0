//! Stands in for what serde derives where a member cannot be sent or read.

use serde::{Deserializer, Serializer, de::Error as _, ser::Error as _};

/// Found where a member of the bean `B` is none that serde knows, which has been said at the member.
pub trait OtherwiseTwin<B> {
    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn serialize<S: Serializer>(_: &B, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(""))
    }

    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn deserialize<'de, D: Deserializer<'de>>(_: D) -> Result<B, D::Error> {
        Err(D::Error::custom(""))
    }
}

impl<T, B> OtherwiseTwin<B> for T {}
