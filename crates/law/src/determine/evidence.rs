//! Evidence: which rules an answer rests on, and both numbers of each comparison.

use super::report::{Basis, Missing, ProvidedThat, Read, Threshold};
use super::why::{reads_figures, step_of};
use super::without_presumed_facts;
use crate::book::Book;
use crate::cells::{self, Open};
use crate::combine::GateAnswer;
use crate::evaluate::{Frame, Pass};
use crate::expr::{Atom, ConclusionId, Cond};
use crate::fact::{FactId, Origin};
use crate::inputs::{Inputs, Party};
use crate::rule::{Concludes, Measure, Step};
use crate::value::Value;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use std::collections::BTreeSet;

/// Places of the rules that belong in the basis, requirements first.
pub(super) fn basis_places(
    book: &Book<'_>,
    pass: &Pass,
    answer: GateAnswer,
    nearest: &[usize],
) -> Vec<usize> {
    let counts = |found: Answer| match answer {
        GateAnswer::Unknown => found != Answer::No,
        GateAnswer::Settled(Measure::NoLicenseRequired) => false,
        GateAnswer::Settled(_) => found != Answer::No,
    };
    let mut places: Vec<usize> = (0..book.entries.len())
        .filter(|at| step_of(book, *at) == Some(Step::Requirement) && counts(pass.answer(*at)))
        .collect();
    if places.is_empty() {
        places = nearest.to_vec();
    }
    let mut with_classes = places.clone();
    for at in &places {
        add_read_rules(book, *at, &mut with_classes);
    }
    let none_found = answer == GateAnswer::Settled(Measure::NoLicenseRequired);
    with_classes.retain(|at| none_found || places.contains(at) || pass.answer(*at) != Answer::No);
    add_reviews(book, pass, answer, &mut with_classes);
    with_classes
}

/// Class and define rules that a rule reads, in turn.
fn add_read_rules(book: &Book<'_>, at: usize, places: &mut Vec<usize>) {
    let Some(entry) = book.entries.get(at) else {
        return;
    };
    let mut wanted: Vec<ConclusionId> = Vec::new();
    let mut defined: Vec<FactId> = Vec::new();
    entry.version.when.each_atom(&mut |atom| match atom {
        Atom::Concluded(id) => wanted.push(*id),
        _ => defined.extend(atom.fact()),
    });
    for (place, other) in book.entries.iter().enumerate() {
        let is_read = match &other.rule.concludes {
            Concludes::Paragraph(id) => wanted.contains(id),
            Concludes::Fact(fact) => defined.contains(fact) && reads_figures(book, other),
            _ => false,
        };
        if is_read && !places.contains(&place) {
            places.push(place);
            add_read_rules(book, place, places);
        }
    }
}

fn add_reviews(book: &Book<'_>, pass: &Pass, answer: GateAnswer, places: &mut Vec<usize>) {
    if answer <= GateAnswer::Settled(Measure::LicenseException) {
        return;
    }
    let required: Vec<Name> = places
        .iter()
        .filter(|at| pass.answer(**at) == Answer::Yes)
        .filter_map(|at| book.entries.get(*at))
        .map(|entry| entry.rule.id.clone())
        .collect();
    for (place, entry) in book.entries.iter().enumerate() {
        let Concludes::Review { of, .. } = &entry.rule.concludes else {
            continue;
        };
        if pass.answer(place) != Answer::No && of.iter().any(|rule| required.contains(rule)) {
            places.push(place);
        }
    }
}

/// One rule of the basis with what it read.
pub(super) fn basis(book: &Book<'_>, inputs: &Inputs, pass: &Pass, at: usize) -> Option<Basis> {
    let entry = book.entries.get(at)?;
    let instrument = book.law.instrument_of(entry.version)?;
    let mut tracer = Tracer { book, inputs, read: Vec::new() };
    tracer.cond(&pass.frame(book), &entry.version.when, None);
    Some(Basis {
        rule: entry.rule.id.clone(),
        title: entry.rule.title.clone(),
        step: entry.rule.step,
        version: entry.version.from.earliest,
        instrument: instrument.id.clone(),
        provision: entry.version.provision.clone(),
        citation: instrument.citation.clone(),
        url: instrument.url.clone(),
        authority: Some(instrument.authority),
        confidence: entry.version.confidence,
        answer: pass.answer(at),
        read: tracer.read,
    })
}

struct Tracer<'a, 'law> {
    book: &'a Book<'law>,
    inputs: &'a Inputs,
    read: Vec<Read>,
}

impl Tracer<'_, '_> {
    fn cond(&mut self, frame: &Frame<'_>, cond: &Cond, party: Option<(&Name, &Party)>) {
        match cond {
            Cond::Always => {}
            Cond::All(limbs) => self.deciding(frame, limbs, Answer::Yes, party),
            Cond::Any(limbs) => self.deciding(frame, limbs, Answer::No, party),
            Cond::Not(inside) => self.cond(frame, inside, party),
            Cond::Is(atom) => self.atom(frame, atom, party),
        }
    }

    /// Only the limbs that made the answer: where it is not what all limbs together would give, those that differ.
    fn deciding(
        &mut self,
        frame: &Frame<'_>,
        limbs: &[Cond],
        of_all: Answer,
        party: Option<(&Name, &Party)>,
    ) {
        let answers: Vec<Answer> = limbs.iter().map(|limb| frame.holds(limb)).collect();
        let whole = match of_all {
            Answer::Yes => answers.iter().copied().fold(of_all, Answer::and),
            _ => answers.iter().copied().fold(of_all, Answer::or),
        };
        for (limb, answer) in limbs.iter().zip(answers) {
            if answer == whole {
                self.cond(frame, limb, party);
            }
        }
    }

    fn atom(&mut self, frame: &Frame<'_>, atom: &Atom, party: Option<(&Name, &Party)>) {
        let facts = &self.book.law.vocabulary.facts;
        let origin = atom.fact().and_then(|fact| facts.get(fact)).map(|fact| &fact.origin);
        match origin {
            Some(Origin::Parties { roles, test, .. }) => self.over_parties(frame, roles, test),
            _ => self.plain(frame, atom, party),
        }
    }

    /// Each party once, under the first role it has.
    fn over_parties(&mut self, frame: &Frame<'_>, roles: &[Name], test: &Cond) {
        let mut done = Vec::new();
        for (role, at) in &self.inputs.roles {
            let Some(party) = self.inputs.parties.get(*at) else {
                continue;
            };
            if roles.contains(role) && !done.contains(at) {
                done.push(*at);
                let inner = Frame { party: Some(&party.values), ..*frame };
                self.cond(&inner, test, Some((role, party)));
            }
        }
    }

    fn plain(&mut self, frame: &Frame<'_>, atom: &Atom, party: Option<(&Name, &Party)>) {
        let read = Read {
            name: self.name(atom, party),
            value: atom.fact().map_or(Value::Unknown, |fact| frame.value(fact).clone()),
            unit: self.unit(atom),
            test: self.test_text(atom),
            threshold: match atom {
                Atom::Compare(_, _, threshold) => {
                    Some(Threshold { name: threshold.name.clone(), value: threshold.value })
                }
                _ => None,
            },
            answer: frame.test(atom),
            source: self.source(atom, party),
        };
        if !self.read.contains(&read) {
            self.read.push(read);
        }
    }

    fn name(&self, atom: &Atom, party: Option<(&Name, &Party)>) -> Name {
        let vocabulary = &self.book.law.vocabulary;
        let Some(fact) = atom.fact() else {
            let Atom::Concluded(id) = atom else {
                return Name::from("?");
            };
            let kind = vocabulary.conclusions.get(id.0).map(|(kind, _)| kind.clone());
            return kind.unwrap_or_else(|| Name::from("?"));
        };
        let name = vocabulary.facts.name(fact);
        match party {
            Some((role, _)) => Name::from(format!("{role}.{name}")),
            None => name,
        }
    }

    fn unit(&self, atom: &Atom) -> Name {
        match atom {
            Atom::Compare(_, _, threshold) => threshold.unit.clone(),
            _ => Name::from(""),
        }
    }

    fn test_text(&self, atom: &Atom) -> String {
        let vocabulary = &self.book.law.vocabulary;
        match atom {
            Atom::Flag(_) => "yes".to_owned(),
            Atom::Compare(_, comparison, threshold) => {
                format!("{} {}", comparison.sign(), constant(threshold))
            }
            Atom::OneOf(_, words) => match words.as_slice() {
                [only] => format!("is {only}"),
                words => format!("in [{}]", words.join(", ")),
            },
            Atom::InSet(_, set) => {
                let name = vocabulary.sets.get(set.0).map_or("?", |(name, _)| name);
                format!("in {name}")
            }
            Atom::Has(_, word) => format!("has {word}"),
            Atom::Concluded(id) => {
                let word = vocabulary.conclusions.get(id.0).map_or("?", |(_, word)| word);
                format!("has {word}")
            }
        }
    }

    fn source(&self, atom: &Atom, party: Option<(&Name, &Party)>) -> Option<Name> {
        let fact = atom.fact()?;
        let of_party = party.and_then(|(_, party)| party.sources.get(fact.0).cloned().flatten());
        of_party.or_else(|| self.inputs.sources.get(fact.0).cloned().flatten())
    }
}

fn constant(threshold: &crate::expr::Threshold) -> String {
    if &*threshold.unit == "date" {
        return chipgate_base::day::day_of(threshold.value)
            .map_or_else(|| "?".to_owned(), |day| day.to_string());
    }
    threshold.value.to_string()
}

/// Open inputs in the words of a request.
pub(super) fn missing(book: &Book<'_>, inputs: &Inputs, open: &[Open]) -> Vec<Missing> {
    let mut out: Vec<Missing> = open.iter().map(|open| missing_one(book, inputs, *open)).collect();
    out.sort();
    out.dedup();
    out
}

fn missing_one(book: &Book<'_>, inputs: &Inputs, open: Open) -> Missing {
    let facts = &book.law.vocabulary.facts;
    let plain = |fact: Name| Missing { fact, entries: Vec::new() };
    match open {
        Open::Fact(fact) | Open::Contents(fact) => plain(facts.name(fact)),
        Open::Inside(at, fact) => {
            let name = inputs.contents.get(at).map_or("circuit", |content| &content.name);
            plain(Name::from(format!("{name}.{}", facts.name(fact))))
        }
        Open::Start(at) => {
            let rule = book.entries.get(at).map_or("?", |entry| &entry.rule.id);
            plain(Name::from(format!("first_day_of.{rule}")))
        }
        Open::Party(at, fact) => {
            let mut roles = inputs.roles.iter().filter(|(_, party)| *party == at);
            let role = roles.next_back().map_or("party", |(role, _)| role);
            let entries = inputs.parties.get(at).map(|party| party.possible_listings.clone());
            Missing {
                fact: Name::from(format!("{role}.{}", facts.name(fact))),
                entries: entries.unwrap_or_default(),
            }
        }
    }
}

/// Rules that would apply if a presumed fact were otherwise.
pub(super) fn provided_that(book: &Book<'_>, inputs: &Inputs, pass: &Pass) -> Vec<ProvidedThat> {
    if inputs.presumed.is_empty() {
        return Vec::new();
    }
    let open = without_presumed_facts(inputs);
    let open_pass = book.pass(&open);
    (0..book.entries.len())
        .filter(|at| pass.answer(*at) == Answer::No && open_pass.answer(*at) != Answer::No)
        .filter_map(|at| {
            let entry = book.entries.get(at)?;
            let Concludes::Requirement(would_be, _) = &entry.rule.concludes else {
                return None;
            };
            let tests = cells::open_tests(book, &open, &open_pass, &[at]);
            let needs = tests.into_keys().filter_map(|input| presumed_name(book, inputs, input));
            // By name: the order of facts is that of the files.
            let needs = needs.collect::<BTreeSet<Name>>().into_iter().collect();
            Some(ProvidedThat { rule: entry.rule.id.clone(), needs, would_be: *would_be })
        })
        .collect()
}

fn presumed_name(book: &Book<'_>, inputs: &Inputs, open: Open) -> Option<Name> {
    match open {
        Open::Fact(fact) if inputs.presumed.contains(&fact) => Some(book.law.vocabulary.facts.name(fact)),
        _ => None,
    }
}
