//! `chipgate race theses`.

use super::run::{no_plan, not_calibrated, run_in, say};
use crate::common::Common;
use crate::context::{Failure, corpus, emit_table, words_of};
use chipgate_corpus::Corpus;
use chipgate_race::paired::CLEAR;
use chipgate_race::theses::separation::{Separated, separations};
use chipgate_race::theses::when::{Move, When, when};
use chipgate_race::theses::{Tested, gates, plan, read};
use chipgate_show::Words;
use chipgate_show::number::{exactly, number};
use chipgate_show::table::{Cell, Column, Table, figure, text, yes_no};
use chipgate_study::{Run, told_cell, unit_cell};
use clap::Args;

/// Run the tests T1 to T10 inside the model: how well each tells the theses apart, and for which it speaks
///
/// A test that does not tell the scenarios of the two theses apart has no vote.
/// With `--when`: which assumptions decide each test. The draws are sorted by an
/// assumption, and the part that speaks for dependence in the lowest third stands
/// beside that in the highest. With `--gates`: what the third reading predicts,
/// that the tighter of the two governments sets the volume.
///
///   chipgate race theses
///   chipgate race theses --when --test T1
///   chipgate race theses --gates
#[derive(Args, Debug)]
pub struct Theses {
    /// How many draws
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub draws: u32,
    /// Same seed, same numbers
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
    /// Say which assumptions decide each test
    #[arg(long)]
    pub when: bool,
    /// Say what the two-gate thesis predicts
    #[arg(long, conflicts_with = "when")]
    pub gates: bool,
    /// Scenario whose draws `--when` sorts
    #[arg(long, default_value = "central", requires = "when")]
    pub scenario: String,
    /// One test alone (default: all)
    #[arg(long, requires = "when")]
    pub test: Option<String>,
    /// How many assumptions of each test
    #[arg(long, default_value_t = 3, requires = "when")]
    pub most: usize,
}

impl Theses {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let words = words_of(&corpus, common);
        let table = match (self.when, self.gates) {
            (true, _) => self.when(&corpus, &words)?,
            (_, true) => self.gates(&corpus, &words)?,
            _ => self.tests(&corpus, &words)?,
        };
        let run = Run { seed: self.seed, draws: Some(self.draws), corpus: &corpus };
        emit_table(common, &corpus, &run.named_in(table))
    }

    fn tests(&self, corpus: &Corpus, words: &Words) -> Result<Table, Failure> {
        let plan = plan(&mut corpus.books(), self.seed, self.draws).map_err(no_plan)?;
        let found = run_in(words, &plan)?;
        let (tested, separated) = (read(&corpus.race, &found), separations(&corpus.race, &found));
        let of = |test: &str| separated.iter().find(|one| *one.thesis.id == *test);
        let mut table = Table::new(&TESTS);
        for row in &tested {
            let said =
                |part: &str, data: &str| told_cell(words, &format!("tests_{}_{part}", row.thesis.id), data);
            let [p5, _, median, _, p95] = row.band.at;
            table.push([
                (&row.thesis.id).into(),
                of(&row.thesis.id).map_or(Cell::Missing, |one| one.area.into()),
                of(&row.thesis.id).map_or(Cell::Missing, |one| one.error.into()),
                of(&row.thesis.id).map_or(Cell::Missing, |one| one.tells.into()),
                (&row.scenario).into(),
                p5.into(),
                median.into(),
                p95.into(),
                row.thesis.threshold.into(),
                unit_cell(words, &row.thesis.unit),
                row.dependence.into(),
                said("observable", &row.thesis.observable),
                said("dependence", &row.thesis.dependence),
                said("bridge", &row.thesis.bridge),
                said("note", &row.thesis.note),
            ]);
        }
        say(&votes(corpus, words, &tested, &separated));
        Ok(table)
    }

    fn when(&self, corpus: &Corpus, words: &Words) -> Result<Table, Failure> {
        self.check(corpus)?;
        let plan = plan(&mut corpus.books(), self.seed, self.draws).map_err(no_plan)?;
        let found = when(&corpus.race, &plan, &run_in(words, &plan)?, &self.scenario);
        let mut table = Table::new(&WHEN);
        let asked = |row: &&When<'_>| self.test.as_ref().is_none_or(|test| **test == *row.thesis.id);
        for row in found.iter().filter(asked) {
            for by in row.moves.iter().take(self.most) {
                table.push(cells(row, by, words));
            }
        }
        say(&words.fill("race_note_when", &[("calibrated", &not_calibrated(corpus, words))]));
        Ok(table)
    }

    fn check(&self, corpus: &Corpus) -> Result<(), Failure> {
        let scenarios = corpus.race.scenarios.iter().map(|scenario| &*scenario.id);
        if !scenarios.clone().any(|id| id == self.scenario) {
            return Err(super::replay::unknown("scenario", &self.scenario, scenarios));
        }
        let tests = corpus.race.theses.iter().map(|thesis| &*thesis.id);
        match &self.test {
            Some(test) if !tests.clone().any(|id| id == test) => {
                Err(super::replay::unknown("test", test, tests))
            }
            _ => Ok(()),
        }
    }

    fn gates(&self, corpus: &Corpus, words: &Words) -> Result<Table, Failure> {
        let plan = gates::plan(&mut corpus.books(), self.seed, self.draws).map_err(no_plan)?;
        let found = gates::read(&corpus.race, &run_in(words, &plan)?);
        let mut table = Table::new(&GATES);
        for row in &found {
            let said =
                |part: &str, data: &str| told_cell(words, &format!("tests_{}_{part}", row.test.id), data);
            let [p5, _, median, _, p95] = row.band.at;
            table.push([
                (&row.test.id).into(),
                (&row.scenario).into(),
                row.binds.into(),
                p5.into(),
                median.into(),
                p95.into(),
                row.test.threshold.into(),
                unit_cell(words, &row.test.unit),
                row.two_gate.share.into(),
                row.two_gate.error.into(),
                said("observable", &row.test.observable),
                said("two_gate", &row.test.two_gate),
                said("one_gate", &row.test.single_gate),
                said("note", &row.test.note),
            ]);
        }
        say(&words.fill("race_note_gates", &[("calibrated", &not_calibrated(corpus, words))]));
        Ok(table)
    }
}

/// How many tests tell the theses apart, which cannot, and how many of the first speak for which thesis.
fn votes(corpus: &Corpus, words: &Words, tested: &[Tested<'_>], separated: &[Separated<'_>]) -> String {
    let of = |key, tells| words.fill(key, &[("tests", &*named(words, separated, tells))]);
    let mut lines =
        vec![separation(corpus, words), of("race_note_tell", true), of("race_note_cannot", false)];
    for scenario in &corpus.race.scenarios {
        let tells =
            |test: &&Tested<'_>| separated.iter().any(|one| one.tells && one.thesis.id == test.thesis.id);
        let votes: Vec<f64> = tested
            .iter()
            .filter(|test| test.scenario == *scenario.id)
            .filter(tells)
            .map(|test| test.dependence)
            .collect();
        lines.push(counted(words, &scenario.id, &votes));
    }
    lines.push(words.fill("race_note_dependence", &[("calibrated", &not_calibrated(corpus, words))]));
    lines.join("\n")
}

/// What separation is, and from which number on a test tells the theses apart.
fn separation(corpus: &Corpus, words: &Words) -> String {
    let judging = &corpus.race.judging.separation;
    let values = [
        ("dependence", &*judging.dependence),
        ("bridge", &*judging.bridge),
        ("least", &*number(judging.least)),
        ("reason", judging.reason.in_language(words.lang())),
    ];
    words.fill("race_note_separation", &values)
}

/// `T1 0.85, T4 0.91`: tests with their separation; a word where there is none.
fn named(words: &Words, separated: &[Separated<'_>], tells: bool) -> String {
    let of = separated.iter().filter(|one| one.tells == tells);
    let all: Vec<String> = of.map(|one| format!("{} {}", one.thesis.id, exactly(one.area, 2))).collect();
    if all.is_empty() { words.get("tests_none").to_owned() } else { all.join(words.get("tests_comma")) }
}

/// How many votes of a scenario are for which thesis; each is the part of the draws on the side of dependence.
fn counted(words: &Words, scenario: &str, votes: &[f64]) -> String {
    let dependence = votes.iter().filter(|part| **part >= CLEAR).count();
    let bridge = votes.iter().filter(|part| **part <= 1.0 - CLEAR).count();
    let open = votes.len() - dependence - bridge;
    let [dependence, bridge, open] = [dependence, bridge, open].map(|count| count.to_string());
    let values =
        [("scenario", scenario), ("dependence", &*dependence), ("bridge", &*bridge), ("open", &*open)];
    words.fill("race_note_scenario", &values)
}

/// The unit of an assumption; of a series that moves within its band also the series.
fn measured_in(by: &Move, words: &Words) -> Cell {
    let unit = unit_cell(words, &by.unit);
    match unit {
        Cell::Word { code, words } if !by.of.is_empty() => {
            Cell::word(format!("{}: {code}", by.of), format!("{}: {words}", by.of))
        }
        unit => unit,
    }
}

fn cells(row: &When<'_>, by: &Move, words: &Words) -> [Cell; 14] {
    [
        (&row.thesis.id).into(),
        row.all.share.into(),
        row.all.error.into(),
        by.assumption.into(),
        by.low.from.into(),
        by.low.to.into(),
        by.low.part.share.into(),
        by.low.part.error.into(),
        by.high.from.into(),
        by.high.to.into(),
        by.high.part.share.into(),
        by.high.part.error.into(),
        by.is_clear().into(),
        measured_in(by, words),
    ]
}

const TESTS: [Column; 15] = [
    text("test"),
    figure("separation"),
    figure("separation_error"),
    yes_no("tells_apart"),
    text("scenario"),
    figure("p5"),
    figure("median"),
    figure("p95"),
    figure("threshold"),
    text("unit"),
    figure("dependence"),
    text("observable"),
    text("if_dependence"),
    text("if_bridge"),
    text("note"),
];

const WHEN: [Column; 14] = [
    text("test"),
    figure("dependence"),
    figure("error"),
    text("assumption"),
    figure("low_from"),
    figure("low_to"),
    figure("low_dependence"),
    figure("low_error"),
    figure("high_from"),
    figure("high_to"),
    figure("high_dependence"),
    figure("high_error"),
    yes_no("clear"),
    text("unit"),
];

const GATES: [Column; 14] = [
    text("test"),
    text("scenario"),
    figure("gate_binds"),
    figure("p5"),
    figure("median"),
    figure("p95"),
    figure("threshold"),
    text("unit"),
    figure("two_gate"),
    figure("error"),
    text("observable"),
    text("if_two_gate"),
    text("if_single"),
    text("note"),
];

#[cfg(test)]
mod tests {
    use super::{Words, counted};

    #[test]
    fn the_votes_of_a_scenario_are_counted_in_the_words_of_the_reader() {
        let phrases =
            [("race_note_scenario".to_owned(), "{scenario}：{dependence}、{bridge}、{open}".to_owned())];
        let words = Words::new("ja", phrases.into());
        assert_eq!(counted(&words, "central", &[0.9, 0.1, 0.5, 0.8]), "central：2、1、1");
    }
}
