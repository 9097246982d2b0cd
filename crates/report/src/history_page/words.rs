//! The phrases of the page, by key.

use crate::locale;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// All phrases that a reader sees, in one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    lang: String,
    phrases: BTreeMap<String, String>,
}

impl Words {
    /// Takes the phrases of one language, as read from `data/messages/`, with the code of the language.
    #[must_use]
    pub fn new(lang: &str, phrases: BTreeMap<String, String>) -> Words {
        Words { lang: lang.to_owned(), phrases }
    }

    /// The code of the language: `en`, `ja` or `zh`.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// A day in the form of this language.
    #[must_use]
    pub fn day(&self, day: Date) -> String {
        locale::day(&self.lang, day)
    }

    /// The month of a day given as ISO text in the form of this language; any other text as it stands.
    #[must_use]
    pub fn month_of_text(&self, text: &str) -> String {
        text.parse().map_or_else(|_| text.to_owned(), |date| locale::month(&self.lang, date))
    }

    /// A day given as ISO text in the form of this language; any other text as it stands.
    #[must_use]
    pub fn day_of_text(&self, text: &str) -> String {
        locale::day_of_text(&self.lang, text)
    }

    /// Returns the phrase of `key`, or the key itself where there is none.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.phrases.get(key).map_or(key, String::as_str)
    }

    /// Returns the phrase of `key` with every `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let phrase = self.get(key).to_owned();
        values.iter().fold(phrase, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// Returns the phrase of `key` with every `{name}` replaced by its value, some of which are markup.
    #[must_use]
    pub fn spliced(&self, key: &str, values: &[(&str, &str)], parts: &[(&str, Markup)]) -> Markup {
        let text = html! { (self.fill(key, values)) }.into_string();
        let put = |text: String, (name, part): &(&str, Markup)| text.replace(&format!("{{{name}}}"), &part.0);
        PreEscaped(parts.iter().fold(text, put))
    }

    /// Returns the phrase of a code within a family, or the bare code where there is none.
    #[must_use]
    pub fn code(&self, family: &str, code: &str) -> String {
        let key = format!("{family}_{code}");
        self.phrases.get(&key).map_or_else(|| code.replace('_', " "), Clone::clone)
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
        &self.phrases
    }
}

/// A text in which what stands between two backticks is code.
#[must_use]
pub fn with_code(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, with_code};

    #[test]
    fn what_is_spliced_in_stays_markup_and_all_else_is_escaped() {
        let phrases = [("seen".to_owned(), "{who} & {link}".to_owned())].into_iter().collect();
        let words = Words::new("en", phrases);
        let link = maud::html! { a href="#x" { "there" } };
        let shown = words.spliced("seen", &[("who", "<b>")], &[("link", link)]);
        assert_eq!(shown.0, "&lt;b&gt; &amp; <a href=\"#x\">there</a>");
    }

    #[test]
    fn a_command_between_backticks_is_code() {
        assert_eq!(with_code("say `a < b` now").0, "say <code>a &lt; b</code> now");
    }

    #[test]
    fn a_missing_phrase_shows_its_code_and_never_fails() {
        let words = Words::default();
        assert_eq!(words.get("title"), "title");
        assert_eq!(words.codes("review", "case_by_case|unknown"), "case by case / unknown");
    }
}
