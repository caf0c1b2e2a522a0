//! A guard decides from the head of a request, before a byte of its body is read.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use framework::prelude::*;

/// Who may come in; given to the application as a component.
pub(super) type Tokens = Arc<[String]>;

struct CurrentUser(String);

impl Guard for CurrentUser {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let known = request.component::<Tokens>().unwrap_or_default();
        let token = request.bearer_token();
        match token.filter(|token| known.iter().any(|known| known == token)) {
            Some(token) => Ok(CurrentUser(token.to_owned())),
            None => Err(Invalid::unauthorized("send `Authorization: Bearer ada`").header("www-authenticate", "Bearer")),
        }
    }
}

/// Only for those who are known.
/// Try `/guards/diary` → 401
#[get_mapping("/guards/diary")]
async fn diary(#[guard] user: CurrentUser) -> String {
    format!("The diary of {}.", user.0)
}

struct Counter {
    known: usize,
    ended: AtomicBool,
}

#[controller("/guards")]
impl Counter {
    /// A constructor is given components by their types.
    #[construct]
    async fn new(tokens: Tokens) -> Result<Self, std::num::TryFromIntError> {
        Ok(Counter { known: usize::try_from(tokens.len() as u64)?, ended: AtomicBool::new(false) })
    }

    /// It may say good-bye, after the last request.
    #[destruct]
    fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    /// How many are known.
    /// Try `/guards/known`
    #[get_mapping]
    fn known(&self) -> usize {
        self.known
    }
}
