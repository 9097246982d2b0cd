//! Texts in a drawing, which cannot break or measure themselves: how wide they are, and how they are broken.

use maud::{Markup, html};

/// The width of a text in pixels at a size, roughly; wide scripts count in full.
pub fn text_width(text: &str, size: f64) -> f64 {
    let units: f64 = text.chars().map(|c| if c.is_ascii() { 0.58 } else { 1.0 }).sum();
    units * size + 6.0
}

/// Width of a letter: Chinese and Japanese letters take two.
fn width(letter: char) -> usize {
    if letter < '\u{2e80}' { 1 } else { 2 }
}

/// Breaks a text into lines of at most so many letters, at spaces or between Chinese and Japanese letters.
pub fn wrap(text: &str, most: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for piece in pieces(text) {
        let size: usize = piece.trim_end().chars().map(width).sum();
        if used + size > most && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        }
        used += piece.chars().map(width).sum::<usize>();
        line.push_str(&piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Parts of a text that stay together: words with their space, single wide letters with the marks behind them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joins = false;
    for letter in text.chars() {
        let closing = "、。，；：？！）」》”’ーっゃゅょァィゥェォッャュョ・".contains(letter);
        let stays = joins && width(letter) == 1;
        match pieces.last_mut() {
            Some(last) if closing || stays => last.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        joins = "「《（“".contains(letter) || (width(letter) == 1 && letter != ' ');
    }
    pieces
}

/// Lines of text below each other, the first a little below `top`.
pub fn lines(class: &str, (x, top): (f64, f64), height: f64, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            text.(class) y=(top) { @for (at, line) in lines.iter().enumerate() { tspan x=(x) dy=(if at == 0 { 12.5 } else { height }) { (line) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_letter_takes_its_whole_size() {
        assert_eq!(text_width("漢字", 10.0), 26.0);
        assert!((text_width("ab", 10.0) - 17.6).abs() < 1e-9);
    }

    #[test]
    fn lines_break_at_spaces_and_between_wide_letters_and_keep_every_letter() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("一二三四", 4), ["一二", "三四"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn a_closing_mark_never_begins_a_line() {
        assert_eq!(wrap("一二。三", 4), ["一", "二。", "三"]);
    }
}
