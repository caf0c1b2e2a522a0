//! A bean is a struct: JSON both ways, with defaults and a schema.

use std::sync::{Mutex, PoisonError};

use framework::prelude::*;

/// A member of the club.
#[derive(Bean, Clone)]
#[bean(default)]
struct Member {
    /// Its number.
    #[bean(default = 100)]
    index: i32,
    #[bean(default = "yuekeyuan")]
    name: String,
    /// How it pays.
    #[bean(default)]
    payment: Payment,
}

#[derive(Bean, Clone, Copy, Default)]
#[serde(rename_all = "lowercase")]
enum Payment {
    #[default]
    Cash,
    Card,
}

/// Some of many.
#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
    total: usize,
}

#[derive(Default)]
struct Club {
    members: Mutex<Vec<Member>>,
}

/// A club and its members.
#[controller("/club")]
impl Club {
    /// The member of all defaults.
    /// Try `/club/default`
    #[get_mapping("/default")]
    fn standard(&self) -> Member {
        Member::default()
    }

    /// Those who pay so.
    /// Try `/club/members?payment=cash`
    /// Try `/club/members?payment=shells` → 400
    #[get_mapping("/members")]
    fn list(&self, payment: Option<Payment>) -> Page<Member> {
        let members = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        let paying = |member: &&Member| payment.is_none_or(|wanted| wanted as u8 == member.payment as u8);
        Page { items: members.iter().filter(paying).cloned().collect(), total: members.len() }
    }

    /// A new member, from a JSON body; everything that is wrong with it is reported together.
    /// Try `curl --json '{"index": 1, "name": "Ada"}' http://127.0.0.1:8550/club/members`
    /// Try `curl --json '{"index": "x", "name": 1}' http://127.0.0.1:8550/club/members`
    #[post_mapping("/members")]
    fn join(&self, member: Member) -> (HttpStatus, Member) {
        self.members.lock().unwrap_or_else(PoisonError::into_inner).push(member.clone());
        (HttpStatus::CREATED, member)
    }
}
