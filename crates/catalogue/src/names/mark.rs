//! Marks of words: a cheap proof that two words differ by more than so many edits.

/// Which letters a word has: a bit for each Latin letter, five for all other characters.
pub(crate) fn letters(text: &str) -> u32 {
    text.chars().fold(0, |bits, c| bits | 1 << bit(c))
}

fn bit(c: char) -> u32 {
    const OTHERS: u32 = 5;
    match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        _ => 27 + u32::from(c) % OTHERS,
    }
}

/// Words with these marks may be within so many edits of each other.
pub(crate) fn may_be_near(a: u32, b: u32, most_edits: usize) -> bool {
    // An edit takes away at most one letter and brings at most one.
    (a ^ b).count_ones() as usize <= 2 * most_edits
}

/// How many edits a word may differ by from a distinctive word of this length and still be taken for it.
///
/// Short words differ by a letter by chance: up to four letters must be the same.
pub(crate) fn edits_allowed(length: usize) -> usize {
    match length {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_never_hides_a_word_that_is_one_edit_away() {
        for (a, b) in [("huawei", "huwei"), ("inspur", "insqur"), ("cambricon", "cambirocn"), ("ab1", "ab2")]
        {
            assert!(may_be_near(letters(a), letters(b), 1), "{a} {b}");
        }
        assert!(!may_be_near(letters("huawei"), letters("siemens"), 2));
    }
}
