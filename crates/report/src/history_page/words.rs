//! The phrases of the page, by key.

use std::collections::BTreeMap;

/// All phrases that a reader sees, in one language.
#[derive(Clone, Debug, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Takes the phrases of one language, as read from `data/messages/page.<lang>.toml`.
    #[must_use]
    pub fn new(phrases: BTreeMap<String, String>) -> Words {
        Words(phrases)
    }

    /// Returns the phrase of `key`, or the key itself where there is none.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// Returns the phrase of `key` with every `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let phrase = self.get(key).to_owned();
        values.iter().fold(phrase, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// Returns the phrase of a code within a family, or the bare code where there is none.
    #[must_use]
    pub fn code(&self, family: &str, code: &str) -> String {
        let key = format!("{family}_{code}");
        self.0.get(&key).map_or_else(|| code.replace('_', " "), Clone::clone)
    }

    /// Returns the phrases of codes joined by `|`, as open review policies are written.
    #[must_use]
    pub fn codes(&self, family: &str, joined: &str) -> String {
        let phrases: Vec<String> = joined.split('|').map(|code| self.code(family, code)).collect();
        phrases.join(" / ")
    }

    /// All phrases by key.
    #[must_use]
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use std::collections::BTreeMap;

    const ENGLISH: &str = include_str!("../../../../data/messages/page.en.toml");
    const OTHERS: [&str; 2] = [
        include_str!("../../../../data/messages/page.ja.toml"),
        include_str!("../../../../data/messages/page.zh.toml"),
    ];

    fn phrases(file: &str) -> BTreeMap<String, String> {
        file.lines()
            .filter_map(|line| line.split_once('='))
            .map(|(key, text)| (key.trim().to_owned(), text.trim().to_owned()))
            .collect()
    }

    fn placeholders(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_language_has_the_same_phrases_with_the_same_places_to_fill() {
        let english = phrases(ENGLISH);
        for other in OTHERS.map(phrases) {
            assert!(english.keys().eq(other.keys()));
            for (key, text) in &english {
                let translated = other.get(key).map(String::as_str).unwrap_or_default();
                assert_eq!(placeholders(text), placeholders(translated), "{key}");
            }
        }
    }

    #[test]
    fn a_missing_phrase_shows_its_code_and_never_fails() {
        let words = Words::default();
        assert_eq!(words.get("title"), "title");
        assert_eq!(words.codes("review", "case_by_case|unknown"), "case by case / unknown");
    }
}
