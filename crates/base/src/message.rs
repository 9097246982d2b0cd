//! The parts of a message: words as they stand, arguments that the program fills, words of the term list, and days.

use jiff::civil::Date;

/// One part of a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MessagePart<'a> {
    /// Words as they stand.
    Text,
    /// `{name}`: a value that the program passes.
    Argument(&'a str),
    /// `{term.id}`: a word of the term list; `{Term.id}` with a capital first letter.
    Term {
        /// Id in the term list.
        id: &'a str,
        /// Begins with a capital letter.
        capital: bool,
    },
    /// `{day.YYYY-MM-DD}`: a day, shown in the reader's form; `None` where it does not exist.
    Day(Option<Date>),
}

/// Parts of a message in order, each with its text as written.
#[must_use]
pub fn parts(text: &str) -> Vec<(MessagePart<'_>, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, inside, after)) = next_place(rest) {
        found.push((MessagePart::Text, before));
        let end = rest.len() - after.len();
        found.push((part(inside), rest.get(before.len()..end).unwrap_or_default()));
        rest = after;
    }
    found.push((MessagePart::Text, rest));
    found.retain(|(_, raw)| !raw.is_empty());
    found
}

fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once('{')?;
    let (inside, after) = opened.split_once('}')?;
    Some((before, inside, after))
}

fn part(inside: &str) -> MessagePart<'_> {
    match inside.split_once('.') {
        Some(("term", id)) => MessagePart::Term { id, capital: false },
        Some(("Term", id)) => MessagePart::Term { id, capital: true },
        Some(("day", day)) => MessagePart::Day(day.parse().ok()),
        _ => MessagePart::Argument(inside),
    }
}

#[cfg(test)]
mod tests {
    use super::{MessagePart, parts};
    use jiff::civil::date;

    #[test]
    fn a_message_falls_into_words_arguments_terms_and_days() {
        let text = "{Term.license} for {item} before {day.2022-10-21}, {term.x} {day.2022-13-01}";
        let found: Vec<MessagePart<'_>> = parts(text).into_iter().map(|(part, _)| part).collect();
        let term = |id, capital| MessagePart::Term { id, capital };
        let day = MessagePart::Day(Some(date(2022, 10, 21)));
        let places = [
            term("license", true),
            MessagePart::Text,
            MessagePart::Argument("item"),
            MessagePart::Text,
            day,
            MessagePart::Text,
            term("x", false),
            MessagePart::Text,
            MessagePart::Day(None),
        ];
        assert_eq!(found, places);
        assert_eq!(parts(text).iter().map(|(_, raw)| *raw).collect::<String>(), text);
    }

    #[test]
    fn an_open_brace_alone_is_text() {
        assert_eq!(parts("a { b"), [(MessagePart::Text, "a { b")]);
    }
}
