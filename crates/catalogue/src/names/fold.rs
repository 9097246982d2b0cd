//! A name as its writer meant it: without case, accents, marks, invisible and look-alike characters.

use super::words::is_unspaced;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A folded name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    /// Its words in their order; a run of Chinese, Japanese or Korean script is one word.
    pub words: Vec<String>,
    /// A letter of another script stood for the Latin one that looks like it.
    pub look_alike: bool,
    /// Traditional characters were written for simplified ones.
    pub traditional: bool,
}

/// Folds a name into words with one space between them.
#[must_use]
pub fn fold(name: &str) -> String {
    folded(name).words.join(" ")
}

/// Folds a name.
pub(crate) fn folded(name: &str) -> Folded {
    let mut folded = Folded::default();
    let mut words: Vec<String> = Vec::new();
    for word in split(&plain_characters(name)) {
        let latin = in_latin(&word);
        folded.look_alike |= latin.is_some();
        add(&mut words, latin.unwrap_or(word));
    }
    for word in &mut words {
        if word.chars().any(is_unspaced) {
            let simplified = hanconv::t2s(word.as_str());
            folded.traditional |= simplified != *word;
            *word = simplified;
        }
    }
    folded.words = join_initials(words).into_iter().map(without_ordinal).collect();
    folded
}

/// Compatibility forms and accents resolved, what cannot be seen and apostrophes left out.
fn plain_characters(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().filter(|c| !is_apostrophe(*c)).collect();
    }
    let visible = name.chars().filter(|c| !is_invisible(*c) && !is_apostrophe(*c));
    visible.nfkd().filter(|c| !is_combining_mark(*c)).nfc().collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | '′')
}

/// Is a format or filler character (Unicode: default ignorable code points).
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Words between marks, and a new word where the script changes from or to one without spaces.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let ends = !c.is_alphanumeric()
            || word.chars().next_back().is_some_and(|last| is_unspaced(last) != is_unspaced(c));
        if ends && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Adds a word in small letters; a run of script without spaces goes on over marks and spaces.
fn add(words: &mut Vec<String>, word: String) {
    let small: String = word.chars().flat_map(char::to_lowercase).collect();
    let continues = |last: &String| last.chars().all(is_unspaced) && small.chars().all(is_unspaced);
    match words.last_mut().filter(|last| continues(last)) {
        Some(last) => last.push_str(&small),
        None => words.push(small),
    }
}

/// A word of Latin and look-alike letters in Latin letters alone; `None` where it is Latin already, or truly of another script.
fn in_latin(word: &str) -> Option<String> {
    if word.is_ascii() || word.chars().any(is_unspaced) {
        return None;
    }
    let is_mixed = word.chars().any(|c| c.is_ascii_alphabetic());
    let mut is_changed = false;
    let mut latin = String::new();
    for c in word.chars() {
        match latin_for(c) {
            Some(found) => {
                is_changed |= !is_latin_letter(c);
                latin.push_str(&found);
            }
            None if is_mixed => latin.push(c),
            None => return None,
        }
    }
    (is_changed || latin != word).then_some(latin)
}

/// A Latin letter with a stroke or joined to another, which has no decomposition.
const STROKED: [(char, &str); 12] = [
    ('ø', "o"),
    ('Ø', "O"),
    ('ł', "l"),
    ('Ł', "L"),
    ('đ', "d"),
    ('Đ', "D"),
    ('ð', "d"),
    ('þ', "th"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ß', "ss"),
    ('ı', "i"),
];

fn is_latin_letter(c: char) -> bool {
    c.is_ascii() || STROKED.iter().any(|(stroked, _)| *stroked == c)
}

/// The Latin letters for which a character can be taken (UTS 39, in either case).
fn latin_for(c: char) -> Option<String> {
    if c.is_ascii() {
        return Some(c.to_string());
    }
    if let Some((_, plain)) = STROKED.iter().find(|(stroked, _)| *stroked == c) {
        return Some((*plain).to_owned());
    }
    let skeleton = |text: String| -> Option<String> {
        let found: String = unicode_security::skeleton(&text).collect();
        let found: String = found.chars().filter(|c| !is_combining_mark(*c)).collect();
        (!found.is_empty() && found.chars().all(|c| c.is_ascii_alphabetic())).then_some(found)
    };
    skeleton(c.to_string()).or_else(|| skeleton(c.to_uppercase().collect()))
}

/// Initials that stand alone become one word: `s m i c` is `smic`.
fn join_initials(words: Vec<String>) -> Vec<String> {
    let is_initial = |word: &String| word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut joined: Vec<String> = Vec::new();
    let mut is_running = false;
    for word in words {
        let initial = is_initial(&word);
        match joined.last_mut().filter(|_| initial && is_running) {
            Some(last) => last.push_str(&word),
            None => joined.push(word),
        }
        is_running = initial;
    }
    joined
}

/// `14th` counts as `14`.
fn without_ordinal(word: String) -> String {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ordinal = !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(word.get(digits.len()..), Some("st" | "nd" | "rd" | "th"));
    if is_ordinal { digits.to_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_accents_and_width_do_not_count() {
        assert_eq!(fold("Xi’an Iluvatar CoreX, Co.,Ltd"), "xian iluvatar corex co ltd");
        assert_eq!(fold("ＨＵＡＷＥＩ"), fold("Huawei"));
        assert_eq!(fold("Düsseldorf Øre Łódź"), "dusseldorf ore lodz");
    }

    #[test]
    fn what_cannot_be_seen_is_nothing_and_not_a_space() {
        for hidden in ['\u{200b}', '\u{ad}', '\u{2060}', '\u{feff}', '\u{200d}'] {
            assert_eq!(fold(&format!("Hua{hidden}wei")), "huawei", "{hidden:?}");
        }
    }

    #[test]
    fn letters_that_look_latin_are_read_as_latin_and_true_cyrillic_is_not() {
        let folded = folded("4P\u{430}radigm Нuaѡei");
        assert_eq!(folded.words, ["4paradigm", "huawei"]);
        assert!(folded.look_alike);
        assert_eq!(fold("Хуавэй"), "хуавэи");
        assert!(!super::folded("Хуавэй").look_alike);
    }

    #[test]
    fn initials_ordinals_and_spaced_chinese_are_joined() {
        assert_eq!(fold("S.M.I.C. Beijing"), "smic beijing");
        assert_eq!(fold("CETC 14th Institute"), "cetc 14 institute");
        assert_eq!(fold("华 为（深圳）"), "华为深圳");
    }

    #[test]
    fn traditional_characters_are_read_as_simplified_ones() {
        assert_eq!(fold("華為技術有限公司"), fold("华为技术有限公司"));
        assert_eq!(fold("盛美半導體設備（上海）股份有限公司"), fold("盛美半导体设备（上海）股份有限公司"));
    }
}
