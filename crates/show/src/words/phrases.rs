//! Phrases of one language by key, and the one way in which their places are filled.

use crate::locale;
use chipgate_base::message::{MessagePart, parts};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// All phrases that a reader sees, in one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    lang: String,
    phrases: BTreeMap<String, String>,
}

impl Words {
    /// Takes the phrases of one language, as read from `data/words/`, with the code of the language.
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

    /// Whether there is a phrase of `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.phrases.contains_key(key)
    }

    /// Returns the phrase of `key` with every `{name}` replaced by its value, which is never read again.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| Some(value_of(name, values)?.to_string());
        self.filled(key, value, str::to_owned).concat()
    }

    /// Returns the phrase of `key` with every `{name}` replaced by its value, some of which are markup.
    #[must_use]
    pub fn spliced(&self, key: &str, values: &[(&str, &str)], markups: &[(&str, Markup)]) -> Markup {
        let markup = |name: &str| value_of(name, markups).cloned();
        let value = |name: &str| markup(name).or_else(|| Some(escaped(value_of(name, values)?)));
        let all = self.filled(key, value, escaped);
        html! { @for part in all { (part) } }
    }

    /// The parts of a phrase in order: words as they stand, and at each place what `value` gives for its name; a
    /// place without a value stays. What a value holds is never taken for a place.
    fn filled<T>(&self, key: &str, value: impl Fn(&str) -> Option<T>, words: impl Fn(&str) -> T) -> Vec<T> {
        let part = |(part, raw): (MessagePart<'_>, &str)| match part {
            MessagePart::Argument(name) => value(name).unwrap_or_else(|| words(raw)),
            _ => words(raw),
        };
        parts(self.get(key)).into_iter().map(part).collect()
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

fn value_of<'v, T>(name: &str, values: &'v [(&str, T)]) -> Option<&'v T> {
    values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn escaped(text: &str) -> Markup {
    html! { (text) }
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
    fn a_value_is_data_and_is_never_filled_in_turn() {
        let phrases =
            [("asked_line".to_owned(), "{item} to {to}, {day} {other}".to_owned())].into_iter().collect();
        let words = Words::new("en", phrases);
        let filled =
            words.fill("asked_line", &[("item", "{to} chip {day}"), ("to", "{item}"), ("day", "May 1")]);
        assert_eq!(filled, "{to} chip {day} to {item}, May 1 {other}");
        let spliced = words.spliced(
            "asked_line",
            &[("item", "{to}"), ("day", "{item}")],
            &[("to", maud::html! { b { "x" } })],
        );
        assert_eq!(spliced.0, "{to} to <b>x</b>, {item} {other}");
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
