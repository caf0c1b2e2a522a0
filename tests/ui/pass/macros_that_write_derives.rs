//! Attributes that derive, that read others' attributes, and that move functions.
#![deny(warnings)]

use framework::prelude::*;
use kit_macros::{Check, free, model};

#[model]
struct User {
    id: u8,
    #[serde(default)]
    friend: Option<Friend>,
}

#[model]
#[derive(Clone)]
struct Friend(u8);

#[post_mapping]
fn friend(user: User) -> Friend {
    user.friend.unwrap_or(Friend(user.id))
}

/// Its rules are another derive's.
#[derive(Bean, Check)]
#[field(x)]
struct Checked {
    #[validate(length(min = 1))]
    name: String,
    #[garde(skip)]
    id: u8,
}

#[post_mapping]
fn check(checked: Checked) -> Checked {
    checked
}

#[free]
impl Nothing {
    #[get_mapping("/free")]
    fn free() -> u8 {
        1
    }
}

/// A derive that writes another type, a bean, beside one that is none.
#[derive(kit_macros::Bean, serde::Serialize)]
struct Sent {
    id: u8,
}

#[post_mapping]
fn send(sent: SentBean) -> (HttpStatus, SentBean) {
    (if (Sent { id: sent.id }).id == 1 { HttpStatus::OK } else { HttpStatus::ACCEPTED }, sent)
}

fn main() {}
