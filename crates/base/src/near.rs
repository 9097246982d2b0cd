//! What may have been meant by a word that nothing has.

/// The nearest of `known` to `word`, as a remedy; `None` where none is near.
///
/// Near is an edit of at most one letter, and of one more for every four letters of the longer word.
///
/// ```
/// use chipgate_base::near::did_you_mean;
///
/// let known = ["destination", "datacenter"];
/// assert_eq!(did_you_mean("destinaton", known.into_iter()).as_deref(), Some("did you mean `destination`?"));
/// assert_eq!(did_you_mean("xyz", known.into_iter()), None);
/// ```
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|name| (distance(word, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len().max(word.len()) / 4)
        .min()
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// Levenshtein distance: the letters to add, leave out or change.
#[must_use]
pub fn distance(a: &str, b: &str) -> usize {
    strsim::levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let known = ["destination", "datacenter"];
        let near = did_you_mean("destinaton", known.iter().copied());
        assert_eq!(near.as_deref(), Some("did you mean `destination`?"));
        assert_eq!(did_you_mean("xyz", known.iter().copied()), None);
    }
}
