//! What was found of names that were looked up before.

use super::Found;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many names are kept; then all are forgotten, and found again when asked for.
const MOST: usize = 4096;

/// Names with what was found of them, shared by all copies of an index.
///
/// The same buyers and makers are asked about over and over, and a search among all names of the lists takes
/// longer than a whole determination.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent(Arc<Mutex<HashMap<String, Found>>>);

impl Recent {
    /// What was found of a name before, else what `find` finds.
    pub fn or(&self, name: &str, find: impl FnOnce() -> Found) -> Found {
        if let Some(known) = self.known(name) {
            return known;
        }
        // Searched without the lock, so that other threads go on meanwhile.
        let found = find();
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MOST {
            names.clear();
        }
        names.insert(name.to_owned(), found.clone());
        found
    }

    fn known(&self, name: &str) -> Option<Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}
