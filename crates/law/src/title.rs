//! Titles in the three languages of the reader.

use crate::Name;
use std::fmt;
use std::ops::Deref;

/// A title in our words. Reads as the English one wherever no language is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// In English.
    pub en: Name,
    /// In Japanese; `None` where the data have none.
    pub ja: Option<Name>,
    /// In Chinese; `None` where the data have none.
    pub zh: Option<Name>,
}

impl Title {
    /// The title in a language (`en`, `ja` or `zh`); the English one where that language has none.
    #[must_use]
    pub fn in_language(&self, lang: &str) -> &str {
        let translated = match lang {
            "ja" => self.ja.as_deref(),
            "zh" => self.zh.as_deref(),
            _ => None,
        };
        translated.unwrap_or(&self.en)
    }

    /// Whether both translations are there.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.ja.is_some() && self.zh.is_some()
    }
}

impl From<Name> for Title {
    fn from(en: Name) -> Title {
        Title { en, ja: None, zh: None }
    }
}

impl Deref for Title {
    type Target = str;

    fn deref(&self) -> &str {
        &self.en
    }
}

impl fmt::Display for Title {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::Title;
    use crate::Name;

    #[test]
    fn a_title_without_a_translation_is_shown_in_english() {
        let title = Title {
            ja: Some(Name::from("エンティティ・リスト")),
            ..Title::from(Name::from("Entity List"))
        };
        let shown: Vec<&str> = ["en", "ja", "zh"].iter().map(|lang| title.in_language(lang)).collect();
        assert_eq!(shown, ["Entity List", "エンティティ・リスト", "Entity List"]);
        assert!(!title.is_translated());
    }
}
