//! Notes, kept in memory.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use framework::prelude::*;

/// A note.
#[derive(Bean, Debug, Clone, PartialEq)]
pub struct Note {
    /// What it says.
    #[bean(length(1..=200))]
    pub text: String,
    /// Whether it is done.
    #[bean(default = false)]
    pub done: bool,
}

/// Everything about notes.
#[derive(Default)]
pub struct Notes {
    all: Mutex<BTreeMap<u64, Note>>,
}

#[controller("/notes", client)]
impl Notes {
    /// Lists all of them, or those that hold a word.
    #[get_mapping("/")]
    fn list(&self, word: Option<&str>) -> BTreeMap<u64, Note> {
        let mut notes = self.all().clone();
        notes.retain(|_, note| word.is_none_or(|word| note.text.contains(word)));
        notes
    }

    /// Finds one; `None` is a 404.
    #[get_mapping("/<id>")]
    fn find(&self, id: u64) -> Option<Note> {
        self.all().get(&id).cloned()
    }

    /// Adds one.
    #[post_mapping("/")]
    fn add(&self, note: Note) -> Created<Note> {
        let mut all = self.all();
        let id = all.last_key_value().map_or(1, |(last, _)| last + 1);
        all.insert(id, note.clone());
        Created::at(urls::<Notes>().find(id), note)
    }

    /// Removes one.
    #[delete_mapping("/<id>")]
    fn remove(&self, id: u64) -> Result<NoContent, Invalid> {
        match self.all().remove(&id) {
            Some(_) => Ok(NoContent),
            None => Err(Invalid::not_found(format!("there is no note {id}"))),
        }
    }
}

impl Notes {
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Note>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
