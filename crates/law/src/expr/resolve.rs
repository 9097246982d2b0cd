//! Names, types and units of a condition, checked against what is declared.

use super::ExprProblem;
use super::cond::{Atom, ConclusionId, Cond, SetId, Threshold};
use super::parser::{Expr, Operand, Word};
use crate::Name;
use crate::fact::{Belongs, Domain, FactId, Facts, Kind};
use crate::interval::Comparison;
use std::collections::BTreeMap;

/// Everything that a condition may name.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The declared facts.
    pub facts: Facts,
    /// Named sets: id, and `country` or `party`.
    pub sets: Vec<(Name, Name)>,
    /// Conclusions that rules may read, by kind (`eccn`, `jurisdiction`, `route`) and id.
    pub conclusions: Vec<(Name, Name)>,
    /// Country codes, sorted.
    pub countries: Vec<Name>,
    /// Party ids, sorted.
    pub parties: Vec<Name>,
}

impl Vocabulary {
    /// The set with this id.
    #[must_use]
    pub fn set(&self, id: &str) -> Option<SetId> {
        self.sets.iter().position(|(name, _)| &**name == id).map(SetId)
    }

    /// The conclusion of this kind with this id.
    #[must_use]
    pub fn conclusion(&self, kind: &str, id: &str) -> Option<ConclusionId> {
        self.conclusions.iter().position(|(of, name)| &**of == kind && &**name == id).map(ConclusionId)
    }

    fn is_conclusion_kind(&self, name: &str) -> bool {
        matches!(name, "eccn" | "jurisdiction" | "route")
    }
}

/// Who reads the condition: a rule, a test over parties or a test over contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A rule: facts of the transaction and the item.
    Rule,
    /// A test over roles: facts of one party, beside those of the transaction.
    PartyTest,
}

/// Checks a condition and gives its tree, or every problem in it.
///
/// # Errors
///
/// Returns all names, types and units that do not fit, each with its place.
pub fn resolve(
    expr: &Expr,
    vocabulary: &Vocabulary,
    thresholds: &BTreeMap<String, Threshold>,
    reader: Reader,
) -> Result<Cond, Vec<ExprProblem>> {
    let mut resolver = Resolver { vocabulary, thresholds, reader, problems: Vec::new() };
    let cond = resolver.cond(expr);
    if resolver.problems.is_empty() { Ok(cond) } else { Err(resolver.problems) }
}

/// The nearest of `known` to `word`, as a remedy.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|name| (distance(word, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len().max(word.len()) / 4)
        .min()
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// Levenshtein distance, for short names: the letters to add, leave out or change.
#[must_use]
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let cost = diagonal + usize::from(from != *to);
            diagonal = *cell;
            left = cost.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

struct Resolver<'a> {
    vocabulary: &'a Vocabulary,
    thresholds: &'a BTreeMap<String, Threshold>,
    reader: Reader,
    problems: Vec<ExprProblem>,
}

impl Resolver<'_> {
    fn cond(&mut self, expr: &Expr) -> Cond {
        match expr {
            Expr::Always => Cond::Always,
            Expr::And(limbs) => Cond::All(limbs.iter().map(|limb| self.cond(limb)).collect()),
            Expr::Or(limbs) => Cond::Any(limbs.iter().map(|limb| self.cond(limb)).collect()),
            Expr::Not(inside) => Cond::Not(Box::new(self.cond(inside))),
            Expr::Flag(word) => self.flag(word).map_or(Cond::Always, Cond::Is),
            Expr::Compare(left, comparison, right) => self.compare(left, *comparison, right),
            Expr::In(left, right) => self.member(left, right).map_or(Cond::Always, Cond::Is),
        }
    }

    fn problem(&mut self, problem: ExprProblem) {
        self.problems.push(problem);
    }

    fn fact(&mut self, word: &Word) -> Option<(FactId, Kind)> {
        let Some(id) = self.vocabulary.facts.find(&word.text) else {
            self.unknown_fact(word);
            return None;
        };
        let fact = self.vocabulary.facts.get(id)?;
        if fact.belongs == Belongs::Party && self.reader == Reader::Rule {
            self.problem(
                ExprProblem::new(
                    format!("`{}` belongs to a party and cannot be read by a rule", word.text),
                    word.at.clone(),
                )
                .help("declare a fact `over` roles that tests it"),
            );
            return None;
        }
        Some((id, fact.kind.clone()))
    }

    fn unknown_fact(&mut self, word: &Word) {
        let mut problem = ExprProblem::new(format!("unknown fact `{}`", word.text), word.at.clone());
        let names: Vec<Name> = self.vocabulary.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
        let near = did_you_mean(&word.text, names.iter().map(|name| &**name));
        problem.help = Some(near.unwrap_or_else(|| "`chipgate facts` lists every fact".to_owned()));
        self.problem(problem);
    }

    fn flag(&mut self, word: &Word) -> Option<Atom> {
        let (id, kind) = self.fact(word)?;
        if kind == Kind::YesNo {
            return Some(Atom::Flag(id));
        }
        let message = format!("`{}` is not a yes-or-no fact", word.text);
        self.problem(ExprProblem::new(message, word.at.clone()).help("compare it with something"));
        None
    }

    fn compare(&mut self, left: &Word, comparison: Comparison, right: &Operand) -> Cond {
        let Some((id, kind)) = self.fact(left) else {
            return Cond::Always;
        };
        match (kind, right) {
            (Kind::Number { unit }, Operand::Name(name)) => self
                .threshold(left, &unit, name)
                .map_or(Cond::Always, |threshold| Cond::Is(Atom::Compare(id, comparison, threshold))),
            (Kind::Symbol(domain), Operand::Text(word)) => {
                self.word(left, &domain, word);
                self.equality(id, comparison, left, word)
            }
            (Kind::Number { .. }, _) => {
                self.refuse(left, "a number, so compare it with the name of a threshold")
            }
            (Kind::Symbol(_), _) => self.refuse(left, "a word, so compare it with a word in quotes"),
            (Kind::YesNo, _) => self.refuse(left, "a yes-or-no fact, so write it alone or after `not`"),
            (Kind::Names(_), _) => self.refuse(left, "a list, so write `\"word\" in` before it"),
        }
    }

    fn equality(&mut self, id: FactId, comparison: Comparison, left: &Word, word: &Word) -> Cond {
        let is = Cond::Is(Atom::OneOf(id, vec![Name::from(word.text.as_str())]));
        match comparison {
            Comparison::Equal => is,
            Comparison::NotEqual => Cond::Not(Box::new(is)),
            _ => self.refuse(left, "a word, so compare it with `==`, `!=` or `in`"),
        }
    }

    fn refuse(&mut self, left: &Word, what: &str) -> Cond {
        let message = format!("`{}` is {what}", left.text);
        self.problem(
            ExprProblem::new(message, left.at.clone()).help("`chipgate facts` says the type of each fact"),
        );
        Cond::Always
    }

    fn threshold(&mut self, left: &Word, unit: &Name, name: &Word) -> Option<Threshold> {
        let Some(found) = self.thresholds.get(&name.text) else {
            let mut problem = ExprProblem::new(format!("unknown threshold `{}`", name.text), name.at.clone());
            problem.help = did_you_mean(&name.text, self.thresholds.keys().map(String::as_str))
                .or_else(|| Some("give its value and unit under `thresholds`".to_owned()));
            self.problem(problem);
            return None;
        };
        if found.unit != *unit {
            let message =
                format!("`{}` is in {unit}, but threshold `{}` is in {}", left.text, name.text, found.unit);
            self.problem(ExprProblem::new(message, name.at.clone()).help("use the fact's unit"));
            return None;
        }
        Some(found.clone())
    }

    fn member(&mut self, left: &Operand, right: &Operand) -> Option<Atom> {
        match (left, right) {
            (Operand::Name(fact), Operand::List(words)) => self.one_of(fact, words),
            (Operand::Name(fact), Operand::Name(set)) => self.in_set(fact, set),
            (Operand::Text(word), Operand::Name(of)) => self.has(word, of),
            (Operand::List(words), _) => self.wrong_side(words.first()),
            (Operand::Text(word) | Operand::Name(word), _) => self.wrong_side(Some(word)),
        }
    }

    fn wrong_side(&mut self, word: Option<&Word>) -> Option<Atom> {
        let at = word.map_or(0..0, |word| word.at.clone());
        let problem = ExprProblem::new("this cannot stand beside `in`", at)
            .help("write `fact in [\"A\", \"B\"]`, `fact in set` or `\"A\" in list_fact`");
        self.problem(problem);
        None
    }

    fn one_of(&mut self, fact: &Word, words: &[Word]) -> Option<Atom> {
        let (id, kind) = self.fact(fact)?;
        let Kind::Symbol(domain) = kind else {
            self.refuse(fact, "not a word, so it cannot be in a list of words");
            return None;
        };
        for word in words {
            self.word(fact, &domain, word);
        }
        let mut names: Vec<Name> = words.iter().map(|word| Name::from(word.text.as_str())).collect();
        names.sort();
        Some(Atom::OneOf(id, names))
    }

    fn in_set(&mut self, fact: &Word, set: &Word) -> Option<Atom> {
        let (id, kind) = self.fact(fact)?;
        let Some(set_id) = self.vocabulary.set(&set.text) else {
            let mut problem = ExprProblem::new(format!("unknown set `{}`", set.text), set.at.clone());
            let names = self.vocabulary.sets.iter().map(|(name, _)| &**name);
            problem.help =
                did_you_mean(&set.text, names).or_else(|| Some("add the set to the data".to_owned()));
            self.problem(problem);
            return None;
        };
        let of = self.vocabulary.sets.get(set_id.0).map(|(_, of)| of.clone());
        let fits = match &kind {
            Kind::Symbol(Domain::Country) => of.as_deref() == Some("country"),
            Kind::Symbol(Domain::Party) => of.as_deref() == Some("party"),
            _ => false,
        };
        if !fits {
            let what = format!("not of the kind that set `{}` holds", set.text);
            self.refuse(fact, &what);
            return None;
        }
        Some(Atom::InSet(id, set_id))
    }

    fn has(&mut self, word: &Word, of: &Word) -> Option<Atom> {
        if self.vocabulary.is_conclusion_kind(&of.text) {
            return self.concluded(word, of);
        }
        let (id, kind) = self.fact(of)?;
        let Kind::Names(domain) = kind else {
            self.refuse(of, "not a list, so a word cannot be in it");
            return None;
        };
        self.word(of, &domain, word);
        Some(Atom::Has(id, Name::from(word.text.as_str())))
    }

    fn concluded(&mut self, word: &Word, of: &Word) -> Option<Atom> {
        if let Some(id) = self.vocabulary.conclusion(&of.text, &word.text) {
            return Some(Atom::Concluded(id));
        }
        let message = format!("no rule concludes `{}` in `{}`", word.text, of.text);
        let mut problem = ExprProblem::new(message, word.at.clone());
        let known = self.vocabulary.conclusions.iter().filter(|(kind, _)| **kind == *of.text);
        problem.help = did_you_mean(&word.text, known.map(|(_, id)| &**id))
            .or_else(|| Some("name a conclusion of a loaded rule, or add the rule".to_owned()));
        self.problem(problem);
        None
    }

    fn word(&mut self, fact: &Word, domain: &Domain, word: &Word) {
        let (known, what): (&[Name], &str) = match domain {
            Domain::Free => return,
            Domain::Words(words) => (words, "value"),
            Domain::Country => (&self.vocabulary.countries, "country"),
            Domain::Party => (&self.vocabulary.parties, "party"),
        };
        if known.iter().any(|name| **name == *word.text) {
            return;
        }
        let message = format!("unknown {what} `{}` of `{}`", word.text, fact.text);
        let mut problem = ExprProblem::new(message, word.at.clone());
        problem.help = did_you_mean(&word.text, known.iter().map(|name| &**name))
            .or_else(|| Some(format!("`chipgate facts show {}` prints its values", fact.text)));
        self.problem(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let known = ["destination", "datacenter"];
        let near = did_you_mean("destinaton", known.iter().copied());
        assert_eq!(near.as_deref(), Some("did you mean `destination`?"));
        assert_eq!(did_you_mean("xyz", known.iter().copied()), None);
    }
}
