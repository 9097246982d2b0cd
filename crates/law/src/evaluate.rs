//! One pass of a rule book over one set of inputs, in three values.
//!
//! Rules are read once, in the order of the book. A rule sees the values given,
//! the facts that run over parties and contents, and what rules before it
//! concluded. Nothing here guesses: what is open stays [`Answer::Unknown`].

use crate::book::{Book, Entry};
use crate::expr::{Atom, ConclusionId, Cond, SetId};
use crate::fact::{Belongs, FactId, Origin, Quantifier};
use crate::inputs::{Inputs, Party};
use crate::rule::Concludes;
use crate::value::Value;
use chipgate_base::Name;
use chipgate_base::answer::Answer;

/// Whose value a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// The transaction's or its item's.
    Transaction,
    /// That of the party at this place.
    Party(usize),
    /// That of the circuit at this place inside the item.
    Inside(usize),
}

/// What is known of one word of a list that is otherwise not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownWord {
    /// Whose list it is.
    pub whose: Whose,
    /// The list.
    pub fact: FactId,
    /// The word.
    pub word: Name,
    /// Whether the list has it.
    pub is_in: bool,
}

/// Inputs with some of what is open fixed, one possible case of many.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The values, with open ones narrowed.
    pub inputs: Inputs,
    /// Facts over contents that are fixed in this case.
    pub contents: Vec<(FactId, bool)>,
    /// Texts whose first day is not known, by place in the book: do they hold in this case?
    pub started: Vec<(usize, bool)>,
    /// A class that is taken to hold whatever the figures say, such as one that the maker states.
    pub stated: Option<ConclusionId>,
    /// Words of lists that are not known as a whole: does the list have them in this case?
    pub words: Vec<KnownWord>,
}

/// What a case fixes beside its inputs, and whose inputs they are.
#[derive(Clone, Copy)]
struct Fixed<'a> {
    contents: &'a [(FactId, bool)],
    started: &'a [(usize, bool)],
    stated: Option<ConclusionId>,
    words: &'a [KnownWord],
    whose: Whose,
}

impl Fixed<'_> {
    const NOTHING: Fixed<'static> =
        Fixed { contents: &[], started: &[], stated: None, words: &[], whose: Whose::Transaction };
}

/// What one pass found.
#[derive(Clone, Debug)]
pub struct Pass {
    /// Values of all facts, with those that rules define.
    pub values: Vec<Value>,
    /// Answers by conclusion.
    pub conclusions: Vec<Answer>,
    /// Answers by entry of the book.
    pub answers: Vec<Answer>,
}

/// What a condition may look at.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The law of the day.
    pub book: &'a Book<'a>,
    /// Values of the transaction.
    pub values: &'a [Value],
    /// Values of the party under test, inside a test over roles.
    pub party: Option<&'a [Value]>,
    /// What earlier rules concluded.
    pub conclusions: &'a [Answer],
    /// What is known of words of lists that are otherwise not known.
    pub words: &'a [KnownWord],
    /// Whose values are read first: those of the party under test, of a circuit inside, or of the transaction.
    pub whose: Whose,
}

impl Book<'_> {
    /// Reads every rule once over plain inputs.
    #[must_use]
    pub fn pass(&self, inputs: &Inputs) -> Pass {
        self.pass_over(inputs, Fixed::NOTHING)
    }

    /// Reads every rule once over one case.
    #[must_use]
    pub fn pass_case(&self, case: &Case) -> Pass {
        let Case { inputs, contents, started, stated, words } = case;
        self.pass_over(inputs, Fixed { contents, started, stated: *stated, words, ..Fixed::NOTHING })
    }

    /// Reads every rule once over the circuit at a place inside the item, with the words of lists that are known.
    pub(crate) fn pass_inside(&self, at: usize, inputs: &Inputs, words: &[KnownWord]) -> Pass {
        self.pass_over(inputs, Fixed { words, whose: Whose::Inside(at), ..Fixed::NOTHING })
    }

    fn pass_over(&self, inputs: &Inputs, fixed: Fixed<'_>) -> Pass {
        let mut pass = Pass {
            values: inputs.values.clone(),
            conclusions: vec![Answer::No; self.law.vocabulary.conclusions.len()],
            answers: Vec::with_capacity(self.entries.len()),
        };
        pass.mark(fixed.stated.as_slice(), Answer::Yes);
        self.fill_group_facts(inputs, fixed, &mut pass);
        for (at, entry) in self.entries.iter().enumerate() {
            let answer = self.answer(entry, at, fixed, &pass);
            pass.conclude(entry, answer);
        }
        pass
    }

    fn answer(&self, entry: &Entry<'_>, at: usize, fixed: Fixed<'_>, pass: &Pass) -> Answer {
        let holds = pass.frame_with(self, fixed).holds(&entry.version.when);
        if entry.certain {
            return holds;
        }
        let begun = fixed.started.iter().find(|(place, _)| *place == at);
        holds.and(begun.map_or(Answer::Unknown, |(_, does)| Answer::from(*does)))
    }

    /// Facts over parties and contents, before any rule is read.
    fn fill_group_facts(&self, inputs: &Inputs, fixed: Fixed<'_>, pass: &mut Pass) {
        let circuits = inputs.contents.iter().enumerate();
        let inside: Vec<Pass> =
            circuits.map(|(at, content)| self.pass_inside(at, &content.inputs, fixed.words)).collect();
        let facts = &self.law.vocabulary.facts;
        for (id, fact) in self.groups.iter().filter_map(|id| Some((*id, facts.get(*id)?))) {
            let answer = match &fact.origin {
                Origin::Given | Origin::Defined => continue,
                Origin::Parties { roles, quantifier, test } => {
                    let frame = pass.frame_with(self, fixed);
                    over_parties(inputs, roles, *quantifier, test, frame)
                }
                Origin::Contents { quantifier, test } => {
                    fixed.contents.iter().find(|(fact, _)| *fact == id).map_or_else(
                        || self.over_contents(inputs, &inside, *quantifier, test, fixed),
                        |(_, is)| (*is).into(),
                    )
                }
            };
            if let Some(slot) = pass.values.get_mut(id.0) {
                *slot = as_value(answer);
            }
        }
    }

    fn over_contents(
        &self,
        inputs: &Inputs,
        inside: &[Pass],
        quantifier: Quantifier,
        test: &Cond,
        fixed: Fixed<'_>,
    ) -> Answer {
        if inputs.contents_unknown {
            return Answer::Unknown;
        }
        let of = |at| Fixed { whose: Whose::Inside(at), ..fixed };
        let circuits = inside.iter().enumerate();
        over(quantifier, circuits.map(|(at, pass)| pass.frame_with(self, of(at)).holds(test)))
    }
}

fn over_parties(
    inputs: &Inputs,
    roles: &[Name],
    quantifier: Quantifier,
    test: &Cond,
    frame: Frame<'_>,
) -> Answer {
    let counted = inputs.roles.iter().filter(|(role, _)| roles.contains(role));
    // One party often has several roles in a row; once is enough.
    let mut last = None;
    let others = counted.filter(|(_, party)| last.replace(*party) != Some(*party));
    let parties = others.filter_map(|(_, at)| Some((*at, inputs.parties.get(*at)?)));
    // The parties of a circuit inside are not those of the transaction.
    let whose = |at| if frame.whose == Whose::Transaction { Whose::Party(at) } else { frame.whose };
    let of = |at, party: &Party| Frame { party: Some(&party.values), whose: whose(at), ..frame }.holds(test);
    over(quantifier, parties.map(|(at, party)| of(at, party)))
}

/// Combines the answers of the members of a group.
fn over(quantifier: Quantifier, answers: impl Iterator<Item = Answer>) -> Answer {
    match quantifier {
        Quantifier::Any => answers.fold(Answer::No, Answer::or),
        Quantifier::All => answers.fold(Answer::Yes, Answer::and),
    }
}

/// Whether a word is in a sorted list; words of few are compared in turn, since most differ in length.
pub(crate) fn is_among(words: &[Name], word: &Name) -> bool {
    if words.len() <= FEW_WORDS { words.contains(word) } else { words.binary_search(word).is_ok() }
}

const FEW_WORDS: usize = 6;

fn as_value(answer: Answer) -> Value {
    match answer {
        Answer::Unknown => Value::Unknown,
        settled => Value::YesNo(settled == Answer::Yes),
    }
}

impl Pass {
    /// What a condition may look at after this pass.
    #[must_use]
    pub fn frame<'a>(&'a self, book: &'a Book<'a>) -> Frame<'a> {
        self.frame_with(book, Fixed::NOTHING)
    }

    fn frame_with<'a>(&'a self, book: &'a Book<'a>, fixed: Fixed<'a>) -> Frame<'a> {
        let Fixed { words, whose, .. } = fixed;
        Frame { book, values: &self.values, party: None, conclusions: &self.conclusions, words, whose }
    }

    /// The answer of an entry; no for a place outside the book.
    #[must_use]
    pub fn answer(&self, at: usize) -> Answer {
        self.answers.get(at).copied().unwrap_or(Answer::No)
    }

    fn conclude(&mut self, entry: &Entry<'_>, answer: Answer) {
        self.answers.push(answer);
        match &entry.rule.concludes {
            Concludes::Fact(fact) => {
                if let Some(slot) = self.values.get_mut(fact.0) {
                    *slot = as_value(answer);
                }
            }
            Concludes::Paragraph(id) => self.mark(std::slice::from_ref(id), answer),
            Concludes::Jurisdiction(ids) => self.mark(ids, answer),
            _ => {}
        }
    }

    fn mark(&mut self, ids: &[ConclusionId], answer: Answer) {
        for id in ids {
            if let Some(slot) = self.conclusions.get_mut(id.0) {
                *slot = slot.or(answer);
            }
        }
    }
}

impl Frame<'_> {
    /// Whether a condition holds.
    #[must_use]
    pub fn holds(&self, cond: &Cond) -> Answer {
        match cond {
            Cond::Always => Answer::Yes,
            Cond::All(limbs) => self.all(limbs),
            Cond::Any(limbs) => self.any(limbs),
            Cond::Not(inside) => self.holds(inside).negate(),
            Cond::Is(atom) => self.test(atom),
        }
    }

    fn all(&self, limbs: &[Cond]) -> Answer {
        let mut answer = Answer::Yes;
        for limb in limbs {
            answer = answer.and(self.holds(limb));
            if answer == Answer::No {
                break;
            }
        }
        answer
    }

    fn any(&self, limbs: &[Cond]) -> Answer {
        let mut answer = Answer::No;
        for limb in limbs {
            answer = answer.or(self.holds(limb));
            if answer == Answer::Yes {
                break;
            }
        }
        answer
    }

    /// The value of a fact: the party's own inside a test over roles, else the transaction's.
    #[must_use]
    pub fn value(&self, fact: FactId) -> &Value {
        let values = self.party.filter(|_| self.is_of_party(fact)).unwrap_or(self.values);
        values.get(fact.0).unwrap_or(&Value::Unknown)
    }

    fn is_of_party(&self, fact: FactId) -> bool {
        let facts = &self.book.law.vocabulary.facts;
        facts.get(fact).is_some_and(|fact| fact.belongs == Belongs::Party)
    }

    /// Whether a list that is not known as a whole has a word.
    fn has_known_word(&self, fact: FactId, word: &Name) -> Answer {
        if self.words.is_empty() {
            return Answer::Unknown;
        }
        let is_outer = matches!(self.whose, Whose::Party(_)) && !self.is_of_party(fact);
        let whose = if is_outer { Whose::Transaction } else { self.whose };
        let is_it = |known: &&KnownWord| known.whose == whose && known.fact == fact && known.word == *word;
        self.words.iter().find(is_it).map_or(Answer::Unknown, |known| known.is_in.into())
    }

    /// Whether one test holds.
    #[must_use]
    pub fn test(&self, atom: &Atom) -> Answer {
        match atom {
            Atom::Flag(fact) => match self.value(*fact) {
                Value::YesNo(is) => (*is).into(),
                _ => Answer::Unknown,
            },
            Atom::Compare(fact, comparison, threshold) => {
                self.value(*fact).interval().compare(*comparison, threshold.value)
            }
            Atom::OneOf(fact, words) => match self.value(*fact) {
                Value::Symbol(word) => is_among(words, word).into(),
                _ => Answer::Unknown,
            },
            Atom::InSet(fact, set) => match self.value(*fact) {
                Value::Symbol(word) => self.in_set(*set, word),
                _ => Answer::Unknown,
            },
            Atom::Has(fact, word) => match self.value(*fact) {
                Value::Names(words) => is_among(words, word).into(),
                _ => self.has_known_word(*fact, word),
            },
            Atom::Concluded(id) => self.conclusions.get(id.0).copied().unwrap_or(Answer::No),
        }
    }

    fn in_set(&self, set: SetId, word: &Name) -> Answer {
        self.book.sets.get(set.0).map_or(Answer::No, |set| set.has(word))
    }
}
