//! A bean with every rule, and the rules written a second time.

use std::collections::{BTreeMap, BTreeSet};

use framework::{Violation, chrono::NaiveDate, prelude::*};

use super::{Address, Keeps};

const FOUNDED: NaiveDate = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");

/// Every rule.
#[derive(Bean, Debug)]
#[bean(custom = has_another_name)]
pub struct Ruled {
    #[bean(length(1..=8))]
    pub text: String,
    #[bean(range(-5..=1000))]
    pub count: i32,
    #[bean(range(0.0..1.0))]
    pub share: Option<f64>,
    #[bean(range(-0.5..=0.5))]
    pub half: Option<f32>,
    #[bean(range(1..))]
    pub wide: Option<i128>,
    #[bean(pattern("^[a-zä]+$"))]
    pub word: Option<String>,
    #[bean(email)]
    pub mail: Option<String>,
    #[bean(url)]
    pub home: Option<String>,
    #[bean(uuid)]
    pub id: Option<String>,
    #[bean(one_of("a", "b c"))]
    pub letter: Option<String>,
    #[bean(one_of(0, 2))]
    pub even: Option<u16>,
    #[bean(default, length(..=3), unique, each(length(1..=2)))]
    pub tags: Vec<String>,
    #[bean(default, length(..=2))]
    pub marks: BTreeMap<String, u8>,
    #[bean(range(FOUNDED..))]
    pub day: Option<NaiveDate>,
    #[bean(custom = odd)]
    pub number: Option<u32>,
    pub address: Option<Address>,
    #[bean(default, length(..=4))]
    pub inner: Vec<Ruled>,
    #[bean(default)]
    pub named: BTreeMap<String, Ruled>,
}

fn odd(number: &u32) -> Result<(), String> {
    if number.is_multiple_of(2) { Err("must be odd".to_owned()) } else { Ok(()) }
}

fn has_another_name(ruled: &Ruled) -> Result<(), Violation> {
    match &ruled.word {
        Some(word) if *word == ruled.text => Err(Violation::new("/word", "is the text once more")),
        _ => Ok(()),
    }
}

impl Keeps for Ruled {
    fn keeps(&self) -> bool {
        let length = |text: &str| text.chars().count();
        (1..=8).contains(&length(&self.text))
            && (-5..=1000).contains(&self.count)
            && self.share.is_none_or(|share| (0.0..1.0).contains(&share))
            && self.half.is_none_or(|half| (-0.5..=0.5).contains(&half))
            && self.wide.is_none_or(|wide| wide >= 1)
            && self.word.as_ref().is_none_or(|word| {
                !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == 'ä')
            })
            && self.mail.as_ref().is_none_or(|mail| mail.is_ascii() && mail.split('@').count() == 2)
            && self.home.as_ref().is_none_or(|home| home.is_ascii() && home.contains("://"))
            && self.id.as_ref().is_none_or(|id| id.len() == 36 && id.parse::<uuid::Uuid>().is_ok())
            && self.letter.as_deref().is_none_or(|letter| letter == "a" || letter == "b c")
            && self.even.is_none_or(|even| even == 0 || even == 2)
            && self.tags.len() <= 3
            && self.tags.iter().all(|tag| (1..=2).contains(&length(tag)))
            && self.tags.iter().collect::<BTreeSet<_>>().len() == self.tags.len()
            && self.marks.len() <= 2
            && self.day.is_none_or(|day| day >= FOUNDED)
            && self.number.is_none_or(|number| number % 2 == 1)
            && self.address.iter().all(Keeps::keeps)
            && self.word.as_ref() != Some(&self.text)
            && self.inner.len() <= 4
            && self.inner.iter().chain(self.named.values()).all(Keeps::keeps)
    }
}
