//! Reading order: by step, and within a step so that a rule reads only what stands before it.

use crate::toml_reader::File;
use chipgate_base::Name;
use chipgate_law::expr::Atom;
use chipgate_law::rule::{Concludes, Rule};
use std::collections::BTreeMap;
use std::ops::Range;

type Places<'a> = BTreeMap<Name, (File<'a>, Range<usize>)>;

pub(super) fn in_reading_order(mut rules: Vec<Rule>, places: &Places<'_>) -> Vec<Rule> {
    rules.sort_by(|a, b| (a.step, &a.id).cmp(&(b.step, &b.id)));
    let mut sorter =
        Sorter { rules: &rules, places, state: vec![State::New; rules.len()], order: Vec::new() };
    for at in 0..rules.len() {
        sorter.visit(at);
    }
    let order = sorter.order;
    let mut slots: Vec<Option<Rule>> = rules.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| slots.get_mut(at).and_then(Option::take)).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Sorter<'a> {
    rules: &'a [Rule],
    places: &'a Places<'a>,
    state: Vec<State>,
    order: Vec<usize>,
}

impl Sorter<'_> {
    fn state(&self, at: usize) -> State {
        self.state.get(at).copied().unwrap_or(State::Done)
    }

    fn mark(&mut self, at: usize, state: State) {
        if let Some(slot) = self.state.get_mut(at) {
            *slot = state;
        }
    }

    fn visit(&mut self, at: usize) {
        let Some(rule) = self.rules.get(at) else {
            return;
        };
        if self.state(at) != State::New {
            return;
        }
        self.mark(at, State::Open);
        for read in self.reads(rule) {
            self.check(rule, read);
            if self.state(read) == State::New
                && self.rules.get(read).is_some_and(|other| other.step == rule.step)
            {
                self.visit(read);
            }
        }
        self.mark(at, State::Done);
        self.order.push(at);
    }

    fn check(&self, rule: &Rule, read: usize) {
        let Some(other) = self.rules.get(read) else {
            return;
        };
        if other.step > rule.step {
            let message =
                format!("rule `{}` reads `{}` of the later step `{}`", rule.id, other.id, other.step.code());
            self.problem(rule, message, "a rule reads only what earlier steps conclude");
        } else if self.state(read) == State::Open {
            let message = format!("rules `{}` and `{}` read each other", rule.id, other.id);
            self.problem(rule, message, "break the circle: let one of them read plain facts");
        }
    }

    fn problem(&self, rule: &Rule, message: String, help: &str) {
        if let Some((file, at)) = self.places.get(&rule.id) {
            file.problem(at.clone(), message, Some(help.to_owned()));
        }
    }

    /// Places of the rules whose conclusions a rule reads.
    fn reads(&self, rule: &Rule) -> Vec<usize> {
        let mut wanted = Vec::new();
        for version in &rule.versions {
            version.when.each_atom(&mut |atom| {
                for (at, other) in self.rules.iter().enumerate() {
                    if concludes(other, atom) {
                        wanted.push(at);
                    }
                }
            });
        }
        wanted
    }
}

fn concludes(rule: &Rule, atom: &Atom) -> bool {
    match (&rule.concludes, atom) {
        (Concludes::Paragraph(id), Atom::Concluded(wanted)) => id == wanted,
        (Concludes::Jurisdiction(ids), Atom::Concluded(wanted)) => ids.contains(wanted),
        (Concludes::Fact(fact), atom) => atom.fact() == Some(*fact),
        _ => false,
    }
}
