//! Names of users in a terminal: what would steer it is shown and never obeyed.

use std::borrow::Cow;

/// A text on one line whose control characters can be seen: a line break is `␊`, an escape `␛`.
///
/// Marks that turn the direction of writing, and separators of lines, are shown by their numbers.
///
/// ```
/// use chipgate_show::visible;
///
/// assert_eq!(visible("Acme\nLtd"), "Acme␊Ltd");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// Whole text: its line breaks are obeyed, everything else that would steer a terminal is shown.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| steers(letter) && letter != '\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split('\n').map(visible).collect::<Vec<_>>().join("\n"))
}

fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The pictures of control characters begin at U+2400, in the order of the characters.
fn shown(letter: char) -> String {
    let code = u32::from(letter);
    let picture = match code {
        0..=0x1f => char::from_u32(0x2400 + code),
        0x7f => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => picture.to_string(),
        None if steers(letter) => format!("<U+{code:04X}>"),
        None => letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_lines};

    #[test]
    fn a_name_cannot_write_a_line_or_steer_the_terminal() {
        assert_eq!(visible("A\nJoint verdict: free\r\u{1b}[2J\u{7}"), "A␊Joint verdict: free␍␛[2J␇");
        assert_eq!(visible("a\u{202e}b\u{2028}c\u{9b}d\u{7f}"), "a<U+202E>b<U+2028>c<U+009B>d␡");
        assert_eq!(visible("华为 – plain {item}"), "华为 – plain {item}");
        assert_eq!(visible_lines("one\n\u{1b}two\n"), "one\n␛two\n");
    }
}
