//! Ids that nobody guesses.

use std::fmt;

/// The id of a session: 128 random bits, as 32 hexadecimal digits.
///
/// Who knows it is the visitor, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(String);

impl SessionId {
    pub(super) fn random() -> Result<Self, getrandom::Error> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits)?;
        Ok(SessionId(format!("{:032x}", u128::from_le_bytes(bits))))
    }

    /// What a visitor has sent, if it has the form of an id.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_id = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_id.then(|| SessionId(text.to_owned()))
    }

    /// The digits: the key of a store, for instance.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionId(…)")
    }
}
