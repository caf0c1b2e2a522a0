//! Stands in for what serde derives where a member cannot be sent or read.

use serde::{
    Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error as _},
    ser::Error as _,
};

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

/// What `#[bean(serde)]` relies on; `READ` says that the bean is read, too.
#[diagnostic::on_unimplemented(
    message = "serde's traits are not there; derive `Serialize` and `Deserialize`, or drop `#[bean(serde)]`",
    label = "`{Self}` has none"
)]
pub trait OwnSerde<const READ: bool> {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> OwnSerde<true> for T {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> OwnSerde<false> for T {}
