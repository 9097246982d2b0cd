//! Says of laid reforms that they say nothing on the days asked.

use chipgate_corpus::{Corpus, ReformDays};
use chipgate_show::Words;
use jiff::civil::Date;

/// One line for each laid reform of which no text holds from `first` to `last`, both included.
#[must_use]
pub fn lines(corpus: &Corpus, words: &Words, first: Date, last: Date) -> Vec<String> {
    corpus.reforms_not_in_force(first, last).iter().map(|days| line(words, days, first, last)).collect()
}

fn line(words: &Words, days: &ReformDays, first: Date, last: Date) -> String {
    let asked = asked(words, first, last);
    let (key, day) = match days.until.filter(|until| *until <= first) {
        Some(until) => ("reform_no_longer", until),
        None => ("reform_not_yet", days.first),
    };
    words.fill(key, &[("asked", &*asked), ("day", &*words.day(day)), ("reform", &*days.name)])
}

/// The days asked, in words: one, or the first and the last.
#[must_use]
pub fn asked(words: &Words, first: Date, last: Date) -> String {
    if first == last {
        return words.day(first);
    }
    words.fill("reform_days", &[("from", &*words.day(first)), ("to", &*words.day(last))])
}
