//! How a report differs from what a case expects.

use super::GateExpect;
use chipgate_base::Name;
use chipgate_base::answer::Answer;
use chipgate_law::determine::GateReport;
use chipgate_law::rule::Policy;

impl GateExpect {
    /// Adds what differs.
    pub(super) fn compare(&self, report: &GateReport, compare: &mut Compare) {
        let (gate, before) = &self.called;
        let of = |what: &str| format!("{before}{what}");
        let names = |list: &[Name]| -> Vec<String> { list.iter().map(ToString::to_string).collect() };
        compare.one_of(gate, &self.answer, report.answer.code());
        compare.one_of(&of("codified"), &self.codified, report.codified_answer.code());
        compare.one_of(&of("review"), &self.review, report.review.map_or("unknown", Policy::code));
        compare.text(&of("because"), self.because.as_deref(), report.because.map_or("", |why| why.code()));
        let authority = report.authority.map_or("", |authority| authority.code());
        compare.text(&of("authority"), self.authority.as_deref(), authority);
        self.compare_class(&names(&report.eccn), &of("eccn"), compare);
        let missing: Vec<Name> = report.missing.iter().map(|missing| missing.fact.clone()).collect();
        compare.contains(&of("missing"), &self.missing, &names(&missing));
        compare.contains(&of("conditions"), &self.conditions, &names(&report.conditions));
        let provided: Vec<Name> = report.provided_that.iter().map(|provided| provided.rule.clone()).collect();
        compare.contains(&of("provided_that"), &self.provided_that, &names(&provided));
        self.compare_exceptions(report, compare);
        self.compare_basis(report, &of("basis"), compare);
        self.compare_charges(report, compare);
    }

    fn compare_class(&self, eccn: &[String], what: &str, compare: &mut Compare) {
        compare.contains(what, &self.eccn, eccn);
        for paragraph in self.not_eccn.iter().filter(|paragraph| eccn.contains(paragraph)) {
            compare.differs(what, &format!("not {paragraph}"), paragraph);
        }
    }

    fn compare_exceptions(&self, report: &GateReport, compare: &mut Compare) {
        for (id, wanted) in &self.exceptions {
            let found = report.exceptions.iter().find(|exception| *exception.id == **id);
            compare.text(id, Some(wanted), found.map_or("no", |exception| exception.answer.code()));
        }
    }

    fn compare_basis(&self, report: &GateReport, what: &str, compare: &mut Compare) {
        let Some(rule) = &self.basis else {
            return;
        };
        let found = report.basis.iter().any(|basis| *basis.rule == **rule && basis.answer == Answer::Yes);
        if !found {
            let rules: Vec<&str> = report.basis.iter().map(|basis| &*basis.rule).collect();
            compare.differs(what, rule, &rules.join(", "));
        }
    }

    fn compare_charges(&self, report: &GateReport, compare: &mut Compare) {
        let due = || report.charges.iter().filter(|charge| charge.answer == Answer::Yes);
        if let Some(id) = &self.charge
            && !due().any(|charge| *charge.id == **id)
        {
            compare.differs("charge", id, "none");
        }
        if let Some(rate) = self.charge_rate {
            let sum: f64 = due().map(|charge| charge.rate).sum();
            if (sum - rate).abs() > 1e-9 {
                compare.differs("charge_rate", &rate.to_string(), &sum.to_string());
            }
        }
    }
}

/// What differs so far.
#[derive(Default)]
pub(super) struct Compare {
    pub differences: Vec<String>,
}

impl Compare {
    pub fn differs(&mut self, what: &str, wanted: &str, found: &str) {
        self.differences.push(format!("{what}: expected {wanted}, found {found}"));
    }

    pub fn text(&mut self, what: &str, wanted: Option<&str>, found: &str) {
        if let Some(wanted) = wanted.filter(|wanted| *wanted != found) {
            self.differs(what, wanted, found);
        }
    }

    pub fn one_of(&mut self, what: &str, wanted: &[String], found: &str) {
        if !wanted.is_empty() && !wanted.iter().any(|word| word == found) {
            self.differs(what, &wanted.join(" or "), found);
        }
    }

    pub fn contains(&mut self, what: &str, wanted: &[String], found: &[String]) {
        for word in wanted {
            let is_there = found.iter().any(|have| have == word || have.ends_with(&format!(".{word}")));
            if !is_there {
                self.differs(what, word, &format!("[{}]", found.join(", ")));
            }
        }
    }
}
