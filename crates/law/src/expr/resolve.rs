//! Names, types and units of a condition, checked against what is declared.

use super::cond::{Atom, ConclusionId, Cond, SetId, Threshold};
use crate::fact::{Belongs, Domain, FactId, FactKind, Facts};
use chipgate_base::Name;
use chipgate_base::formula::{Expr, FormulaProblem, Op, Part, print};
use chipgate_base::interval::{Comparison, Interval};
use chipgate_base::near::did_you_mean;
use std::collections::BTreeMap;
use std::ops::Range;

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
    /// Quantities that are bound to each other by definition.
    pub bindings: Vec<Binding>,
}

/// Three quantities of which two give the third, so that not every combination of ranges can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The whole.
    pub whole: FactId,
    /// Its two parts.
    pub parts: [FactId; 2],
    /// How they make the whole.
    pub by: Bound,
}

/// How two parts make a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The whole is their product. A first part of exactly zero stands for "has no value" and binds nothing.
    Product,
    /// The whole is their sum.
    Sum,
}

impl Binding {
    /// The range that follows for one of the three from the other two; `None` where it is none of them.
    #[must_use]
    pub fn solved_for(&self, fact: FactId, range: &dyn Fn(FactId) -> Interval) -> Option<Interval> {
        let [first, second] = self.parts.map(range);
        let whole = range(self.whole);
        let parts = [self.parts.first(), self.parts.last()].map(|part| part == Some(&fact));
        match (self.by, fact == self.whole, parts) {
            // Without a value of the first part nothing is said of the whole.
            (Bound::Product, true, _) => (first.exact() != Some(0.0)).then(|| first.times(&second)),
            (Bound::Product, _, [true, _]) => Some(whole.over(&second)),
            (Bound::Product, _, [_, true]) => Some(whole.over(&first)),
            (Bound::Sum, true, _) => Some(first.plus(&second)),
            (Bound::Sum, _, [true, _]) => Some(whole.less(&second)),
            (Bound::Sum, _, [_, true]) => Some(whole.less(&first)),
            _ => None,
        }
    }

    /// Some numbers of the three ranges fit together, up to a relative slack of what the parts give.
    ///
    /// The slack covers the rounding of published figures; 1e-9 is that of the arithmetic alone.
    #[must_use]
    pub fn is_reachable(&self, range: &dyn Fn(FactId) -> Interval, slack: f64) -> bool {
        let [first, second] = self.parts.map(range);
        let together = match self.by {
            Bound::Product if first.exact() == Some(0.0) => return true,
            Bound::Product => first.times(&second),
            Bound::Sum => first.plus(&second),
        };
        !range(self.whole).intersect(&together.widened(slack)).is_empty()
    }
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
) -> Result<Cond, Vec<FormulaProblem>> {
    let mut resolver = Resolver { vocabulary, thresholds, reader, problems: Vec::new() };
    let cond = resolver.cond(expr);
    if resolver.problems.is_empty() { Ok(cond) } else { Err(resolver.problems) }
}

/// The condition that holds whatever the facts are.
const ALWAYS: &str = "always";

/// A word with its place.
struct Word {
    text: String,
    at: Range<usize>,
}

impl Word {
    /// The name or the words in quotes; what is neither is written out.
    fn of(expr: &Expr) -> Word {
        let text = match &expr.part {
            Part::Word(text) | Part::Text(text) => text.clone(),
            _ => print(expr),
        };
        Word { text, at: expr.at.clone() }
    }
}

struct Resolver<'a> {
    vocabulary: &'a Vocabulary,
    thresholds: &'a BTreeMap<String, Threshold>,
    reader: Reader,
    problems: Vec<FormulaProblem>,
}

impl Resolver<'_> {
    fn cond(&mut self, expr: &Expr) -> Cond {
        match &expr.part {
            Part::Two(Op::And, ..) => Cond::All(self.conds(&expr.limbs(Op::And))),
            Part::Two(Op::Or, ..) => Cond::Any(self.conds(&expr.limbs(Op::Or))),
            Part::Not(inside) => Cond::Not(Box::new(self.cond(inside))),
            Part::Two(Op::Compare(comparison), left, right) => self.compare(left, *comparison, right),
            Part::Two(Op::In, left, right) => self.member(left, right).map_or(Cond::Always, Cond::Is),
            Part::Word(word) if word == ALWAYS => Cond::Always,
            Part::Word(_) => self.flag(&Word::of(expr)).map_or(Cond::Always, Cond::Is),
            _ => self.no_test(expr),
        }
    }

    fn conds(&mut self, limbs: &[&Expr]) -> Vec<Cond> {
        limbs.iter().map(|limb| self.cond(limb)).collect()
    }

    fn no_test(&mut self, expr: &Expr) -> Cond {
        let message = format!("`{}` is no test", print(expr));
        let help = "compare a fact with it, or write `in` beside it";
        self.problem(FormulaProblem::new(message, expr.at.clone()).help(help));
        Cond::Always
    }

    fn problem(&mut self, problem: FormulaProblem) {
        self.problems.push(problem);
    }

    fn fact(&mut self, word: &Word) -> Option<(FactId, FactKind)> {
        let Some(id) = self.vocabulary.facts.find(&word.text) else {
            self.unknown_fact(word);
            return None;
        };
        let fact = self.vocabulary.facts.get(id)?;
        if fact.belongs == Belongs::Party && self.reader == Reader::Rule {
            self.problem(
                FormulaProblem::new(
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
        let mut problem = FormulaProblem::new(format!("unknown fact `{}`", word.text), word.at.clone());
        let names: Vec<Name> = self.vocabulary.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
        let near = did_you_mean(&word.text, names.iter().map(|name| &**name));
        problem.help = Some(near.unwrap_or_else(|| "`chipgate facts` lists every fact".to_owned()));
        self.problem(problem);
    }

    fn flag(&mut self, word: &Word) -> Option<Atom> {
        let (id, kind) = self.fact(word)?;
        if kind == FactKind::YesNo {
            return Some(Atom::Flag(id));
        }
        let message = format!("`{}` is not a yes-or-no fact", word.text);
        self.problem(FormulaProblem::new(message, word.at.clone()).help("compare it with something"));
        None
    }

    fn compare(&mut self, left: &Expr, comparison: Comparison, right: &Expr) -> Cond {
        if !matches!(left.part, Part::Word(_)) {
            return self.no_test(left);
        }
        let (left, word) = (&Word::of(left), &Word::of(right));
        let Some((id, kind)) = self.fact(left) else {
            return Cond::Always;
        };
        match (kind, &right.part) {
            (FactKind::Number { unit }, Part::Word(_)) => self
                .threshold(left, &unit, word)
                .map_or(Cond::Always, |threshold| Cond::Is(Atom::Compare(id, comparison, threshold))),
            (FactKind::Symbol(domain), Part::Text(_)) => {
                self.word(left, &domain, word);
                self.equality(id, comparison, left, word)
            }
            (FactKind::Number { .. }, _) => {
                self.refuse(left, "a number, so compare it with the name of a threshold")
            }
            (FactKind::Symbol(_), _) => self.refuse(left, "a word, so compare it with a word in quotes"),
            (FactKind::YesNo, _) => self.refuse(left, "a yes-or-no fact, so write it alone or after `not`"),
            (FactKind::Names(_), _) => self.refuse(left, "a list, so write `\"word\" in` before it"),
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
            FormulaProblem::new(message, left.at.clone()).help("`chipgate facts` says the type of each fact"),
        );
        Cond::Always
    }

    fn threshold(&mut self, left: &Word, unit: &Name, name: &Word) -> Option<Threshold> {
        let Some(found) = self.thresholds.get(&name.text) else {
            let mut problem =
                FormulaProblem::new(format!("unknown threshold `{}`", name.text), name.at.clone());
            problem.help = did_you_mean(&name.text, self.thresholds.keys().map(String::as_str))
                .or_else(|| Some("give its value and unit under `thresholds`".to_owned()));
            self.problem(problem);
            return None;
        };
        if found.unit != *unit {
            let message =
                format!("`{}` is in {unit}, but threshold `{}` is in {}", left.text, name.text, found.unit);
            self.problem(FormulaProblem::new(message, name.at.clone()).help("use the fact's unit"));
            return None;
        }
        Some(found.clone())
    }

    fn member(&mut self, left: &Expr, right: &Expr) -> Option<Atom> {
        match (&left.part, &right.part) {
            (Part::Word(_), Part::List(words)) => {
                let words: Vec<Word> = words.iter().map(Word::of).collect();
                self.one_of(&Word::of(left), &words)
            }
            (Part::Word(_), Part::Word(_)) => self.in_set(&Word::of(left), &Word::of(right)),
            (Part::Text(_), Part::Word(_)) => self.has(&Word::of(left), &Word::of(right)),
            _ => self.wrong_side(left),
        }
    }

    fn wrong_side(&mut self, left: &Expr) -> Option<Atom> {
        let problem = FormulaProblem::new("this cannot stand beside `in`", left.at.clone())
            .help("write `fact in [\"A\", \"B\"]`, `fact in set` or `\"A\" in list_fact`");
        self.problem(problem);
        None
    }

    fn one_of(&mut self, fact: &Word, words: &[Word]) -> Option<Atom> {
        let (id, kind) = self.fact(fact)?;
        let FactKind::Symbol(domain) = kind else {
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
            let mut problem = FormulaProblem::new(format!("unknown set `{}`", set.text), set.at.clone());
            let names = self.vocabulary.sets.iter().map(|(name, _)| &**name);
            problem.help =
                did_you_mean(&set.text, names).or_else(|| Some("add the set to the data".to_owned()));
            self.problem(problem);
            return None;
        };
        let of = self.vocabulary.sets.get(set_id.0).map(|(_, of)| of.clone());
        let fits = match &kind {
            FactKind::Symbol(Domain::Country) => of.as_deref() == Some("country"),
            FactKind::Symbol(Domain::Party) => of.as_deref() == Some("party"),
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
        let FactKind::Names(domain) = kind else {
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
        let mut problem = FormulaProblem::new(message, word.at.clone());
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
        let mut problem = FormulaProblem::new(message, word.at.clone());
        problem.help = did_you_mean(&word.text, known.iter().map(|name| &**name))
            .or_else(|| Some(format!("`chipgate facts show {}` prints its values", fact.text)));
        self.problem(problem);
    }
}
