//! `chipgate race theses`.

use super::run::{NOT_CALIBRATED, no_plan, run};
use crate::common::Common;
use crate::context::{Failure, corpus, emit_table};
use chipgate_corpus::Corpus;
use chipgate_race::paired::CLEAR;
use chipgate_race::theses::separation::{Separated, separations};
use chipgate_race::theses::when::{Move, When, when};
use chipgate_race::theses::{Tested, gates, plan, read};
use chipgate_report::study::Run;
use chipgate_report::table::{Cell, Column, Table, figure, text, yes_no};
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
        let table = match (self.when, self.gates) {
            (true, _) => self.when(&corpus)?,
            (_, true) => self.gates(&corpus)?,
            _ => self.tests(&corpus)?,
        };
        let run = Run { seed: self.seed, draws: Some(self.draws), corpus: &corpus };
        emit_table(common, &corpus, &run.named_in(table))
    }

    fn tests(&self, corpus: &Corpus) -> Result<Table, Failure> {
        let plan = plan(&mut corpus.books(), self.seed, self.draws).map_err(no_plan)?;
        let found = run(&plan)?;
        let (tested, separated) = (read(&corpus.race, &found), separations(&corpus.race, &found));
        let of = |test: &str| separated.iter().find(|one| *one.thesis.id == *test);
        let mut table = Table::new(&TESTS);
        for row in &tested {
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
                (&row.thesis.unit).into(),
                row.dependence.into(),
                (&row.thesis.observable).into(),
                (&row.thesis.dependence).into(),
                (&row.thesis.bridge).into(),
                (&row.thesis.note).into(),
            ]);
        }
        crate::output::note(format_args!("{}\n", votes(corpus, &tested, &separated)));
        Ok(table)
    }

    fn when(&self, corpus: &Corpus) -> Result<Table, Failure> {
        self.check(corpus)?;
        let plan = plan(&mut corpus.books(), self.seed, self.draws).map_err(no_plan)?;
        let found = when(&corpus.race, &plan, &run(&plan)?, &self.scenario);
        let mut table = Table::new(&WHEN);
        let asked = |row: &&When<'_>| self.test.as_ref().is_none_or(|test| **test == *row.thesis.id);
        for row in found.iter().filter(asked) {
            for by in row.moves.iter().take(self.most) {
                table.push(cells(row, by));
            }
        }
        crate::output::note(format_args!(
            "part of the draws that speaks for dependence where an assumption is in its lowest and highest third; {NOT_CALIBRATED}\n"
        ));
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

    fn gates(&self, corpus: &Corpus) -> Result<Table, Failure> {
        let plan = gates::plan(&mut corpus.books(), self.seed, self.draws).map_err(no_plan)?;
        let found = gates::read(&corpus.race, &plan, &run(&plan)?);
        let mut table = Table::new(&GATES);
        for row in &found {
            let [p5, _, median, _, p95] = row.band.at;
            table.push([
                (&row.test.id).into(),
                (&row.scenario).into(),
                row.binds.into(),
                p5.into(),
                median.into(),
                p95.into(),
                row.test.threshold.into(),
                (&row.test.unit).into(),
                row.two_gate.share.into(),
                row.two_gate.error.into(),
                (&row.test.observable).into(),
                (&row.test.two_gate).into(),
                (&row.test.single_gate).into(),
                (&row.test.note).into(),
            ]);
        }
        crate::output::note(format_args!(
            "over the draws in which the Chinese gate binds in 2027 (`gate_binds` of all); {NOT_CALIBRATED}\n"
        ));
        Ok(table)
    }
}

/// How many tests tell the theses apart, which cannot, and how many of the first speak for which thesis.
fn votes(corpus: &Corpus, tested: &[Tested<'_>], separated: &[Separated<'_>]) -> String {
    let judging = &corpus.race.judging.separation;
    let named = |tells: bool| {
        let of = separated.iter().filter(|one| one.tells == tells);
        let all: Vec<String> = of.map(|one| format!("{} {:.2}", one.thesis.id, one.area)).collect();
        if all.is_empty() { "none".to_owned() } else { all.join(", ") }
    };
    let mut out = format!(
        "`separation` is the area under the ROC curve between the scenarios `{}` and `{}`: 0.5 is a coin, 1 perfect; from {} on a test tells them apart ({})\n",
        judging.dependence, judging.bridge, judging.least, judging.reason.en
    );
    out.push_str(&format!(
        "tell the theses apart: {}\ncannot tell, and have no vote: {}\n",
        named(true),
        named(false)
    ));
    for scenario in &corpus.race.scenarios {
        let votes = || {
            let tells =
                |test: &&Tested<'_>| separated.iter().any(|one| one.tells && one.thesis.id == test.thesis.id);
            tested.iter().filter(|test| test.scenario == *scenario.id).filter(tells)
        };
        let dependence = votes().filter(|test| test.dependence >= CLEAR).count();
        let bridge = votes().filter(|test| test.dependence <= 1.0 - CLEAR).count();
        let open = votes().count() - dependence - bridge;
        out.push_str(&format!(
            "of those, scenario `{}`: {dependence} speak for dependence, {bridge} for the bridge, {open} for neither\n",
            scenario.id
        ));
    }
    out + &format!("`dependence` is the part of the draws on that side of the threshold; {NOT_CALIBRATED}")
}

fn cells(row: &When<'_>, by: &Move) -> [Cell; 14] {
    let unit = if by.of.is_empty() { by.unit.clone() } else { format!("{}: {}", by.of, by.unit) };
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
        unit.into(),
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
