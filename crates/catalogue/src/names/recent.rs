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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_searched_once_and_each_has_its_own_finding() {
        let recent = Recent::default();
        let searched = std::cell::Cell::new(0);
        let find = |party: &str| {
            searched.set(searched.get() + 1);
            Found { party: Some(party.into()), hits: Vec::new() }
        };
        let asked = ["a", "b", "a", "A", "b"].map(|name| recent.clone().or(name, || find(name)).party);
        assert_eq!(asked.map(|party| party.unwrap().to_string()), ["a", "b", "a", "A", "b"]);
        assert_eq!(searched.get(), 3);
    }

    #[test]
    fn many_names_do_not_fill_the_memory() {
        let recent = Recent::default();
        (0..=MOST).for_each(|at| drop(recent.or(&at.to_string(), Found::default)));
        assert_eq!(recent.0.lock().unwrap().len(), 1);
    }
}
