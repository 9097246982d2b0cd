//! Texts in the three languages of the reader.

use crate::Name;
use std::fmt;
use std::ops::Deref;

/// Words of ours in three languages. Reads as the English one wherever no language is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In English.
    pub en: Name,
    /// In Japanese; `None` where the data have none.
    pub ja: Option<Name>,
    /// In Chinese; `None` where the data have none.
    pub zh: Option<Name>,
}

impl Text {
    /// Words in three languages; what is empty is not there.
    pub fn new(en: Name, ja: Name, zh: Name) -> Text {
        let given = |words: Name| Some(words).filter(|words| !words.is_empty());
        Text { en, ja: given(ja), zh: given(zh) }
    }

    /// The words of that very language; empty where it has none.
    #[must_use]
    pub fn own(&self, lang: &str) -> &str {
        match lang {
            "ja" => self.ja.as_deref().unwrap_or_default(),
            "zh" => self.zh.as_deref().unwrap_or_default(),
            _ => &self.en,
        }
    }

    /// The words in each language that has some, English first.
    pub fn each(&self) -> impl Iterator<Item = &Name> {
        [Some(&self.en), self.ja.as_ref(), self.zh.as_ref()].into_iter().flatten()
    }

    /// The words in a language (`en`, `ja` or `zh`); the English ones where that language has none.
    ///
    /// ```
    /// use chipgate_base::text::Text;
    ///
    /// let text = Text::new("export".into(), "輸出".into(), "".into());
    /// assert_eq!(text.in_language("ja"), "輸出");
    /// assert_eq!(text.in_language("zh"), "export");
    /// ```
    #[must_use]
    pub fn in_language(&self, lang: &str) -> &str {
        let own = self.own(lang);
        if own.is_empty() { &self.en } else { own }
    }

    /// Whether both translations are there.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.ja.is_some() && self.zh.is_some()
    }
}

impl From<Name> for Text {
    fn from(en: Name) -> Text {
        Text { en, ja: None, zh: None }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.en
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::Name;

    #[test]
    fn a_title_without_a_translation_is_shown_in_english() {
        let title = Text {
            ja: Some(Name::from("エンティティ・リスト")),
            ..Text::from(Name::from("Entity List"))
        };
        let shown: Vec<&str> = ["en", "ja", "zh"].iter().map(|lang| title.in_language(lang)).collect();
        assert_eq!(shown, ["Entity List", "エンティティ・リスト", "Entity List"]);
        assert!(!title.is_translated());
    }
}
