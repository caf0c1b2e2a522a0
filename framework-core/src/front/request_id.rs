//! The id of a request: taken from whoever is believed, made for all others.

use std::hash::{BuildHasher, RandomState};

use http::{HeaderMap, HeaderValue};

use crate::{cookie::is_token, request::X_REQUEST_ID};

/// Longer ones fill logs.
const LONGEST: usize = 128;

/// The id of a request with these fields.
pub(super) fn of(headers: &HeaderMap, is_believed: bool) -> HeaderValue {
    let mut sent = headers.get_all(X_REQUEST_ID).iter();
    match (sent.next(), sent.next()) {
        (Some(id), None) if is_believed && is_sane(id) => id.clone(),
        _ => made(),
    }
}

fn is_sane(id: &HeaderValue) -> bool {
    id.len() <= LONGEST && id.to_str().is_ok_and(is_token)
}

/// 128 random bits, as 32 hexadecimal digits.
///
/// An id distinguishes and is no secret: two keyed hashes are enough, whose keys the system has drawn once for each
/// thread and the standard library changes every time. No system call is made for it.
fn made() -> HeaderValue {
    let [one, other] = [(); 2].map(|()| RandomState::new().hash_one(0_u64));
    HeaderValue::from_str(&format!("{one:016x}{other:016x}")).unwrap_or(HeaderValue::from_static("-"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_sane_id_is_taken_where_the_sender_is_believed() {
        let long = "a".repeat(LONGEST);
        let cases: [(&[&str], bool); 8] = [
            (&["7"], true),
            (&["a-b_c.d~e"], true),
            (&[&long], true),
            (&[&format!("{long}a")], false),
            (&[""], false),
            (&["a b"], false),
            (&["a\"b"], false),
            (&["7", "8"], false),
        ];
        for (sent, is_sane) in cases {
            let mut headers = HeaderMap::new();
            for id in sent {
                headers.append(X_REQUEST_ID, HeaderValue::from_str(id).expect("a value"));
            }
            assert_eq!(of(&headers, true) == sent[0], is_sane, "{sent:?}");
            assert_ne!(of(&headers, false), sent[0], "{sent:?}");
        }
    }

    #[test]
    fn made_ids_are_32_digits_and_none_is_made_twice() {
        let ids: HashSet<_> = (0..10_000).map(|_| made()).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.len() == 32 && id.as_bytes().iter().all(u8::is_ascii_hexdigit)));
    }
}
