//! Classes of words: two words are in one class where no open test tells them apart.

use super::cuts::Classes;
use super::search::Look;
use super::words::Words;
use crate::evaluate::is_among;
use crate::expr::{Atom, SetId};
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use std::collections::BTreeMap;

/// The classes into which tests divide the words of an axis.
pub(super) fn classes(words: &Words, tests: &[(&Look<'_>, &Atom)]) -> Classes {
    let mut of = vec![0; words.len()];
    for (look, atom) in tests {
        let answers = words.names().iter().map(|word| passes(look, atom, word));
        refine(&mut of, answers);
    }
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    of.iter().zip(0..).for_each(|(class, code)| members.entry(*class).or_default().push(code));
    Classes { of: of.into(), words: members.into_values().map(Into::into).collect() }
}

/// Divides each class by the answers of its words; classes are numbered in the order of their first word.
fn refine(of: &mut [u32], answers: impl Iterator<Item = Answer>) {
    let mut numbers: BTreeMap<(u32, Answer), u32> = BTreeMap::new();
    let mut next = 0;
    for (class, answer) in of.iter_mut().zip(answers) {
        *class = *numbers.entry((*class, answer)).or_insert_with(|| {
            next += 1;
            next - 1
        });
    }
}

fn passes(look: &Look<'_>, atom: &Atom, word: &Name) -> Answer {
    match atom {
        Atom::OneOf(_, words) => is_among(words, word).into(),
        Atom::InSet(_, SetId(at)) => look.book.sets.get(*at).map_or(Answer::No, |set| set.has(word)),
        _ => Answer::No,
    }
}
