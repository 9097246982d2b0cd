//! `chipgate race theses`.

use super::run::{NOT_CALIBRATED, digits, no_plan, run};
use crate::context::{Failure, corpus, emit_table};
use crate::options::Common;
use chipgate_corpus::Corpus;
use chipgate_race::paired::CLEAR;
use chipgate_race::setup::Books;
use chipgate_race::theses::separation::{Separated, separations};
use chipgate_race::theses::when::{Move, When, when};
use chipgate_race::theses::{Tested, gates, plan, read};
use chipgate_report::table::Table;
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
        match (self.when, self.gates) {
            (true, _) => emit_table(common, &self.when(&corpus)?),
            (_, true) => emit_table(common, &self.gates(&corpus)?),
            _ => emit_table(common, &self.tests(&corpus)?),
        }
    }

    fn tests(&self, corpus: &Corpus) -> Result<Table, Failure> {
        let plan = plan(&mut Books::new(corpus), self.seed, self.draws).map_err(no_plan)?;
        let found = run(&plan)?;
        let (tested, separated) = (read(corpus, &found), separations(corpus, &found));
        let of = |test: &str| separated.iter().find(|one| *one.thesis.id == *test);
        let mut table = Table::new(&[
            "test",
            "separation",
            "separation_error",
            "tells_apart",
            "scenario",
            "p5",
            "median",
            "p95",
            "threshold",
            "unit",
            "dependence",
            "observable",
            "if_dependence",
            "if_bridge",
            "note",
        ]);
        for row in &tested {
            table.push([
                row.thesis.id.to_string(),
                of(&row.thesis.id).map(|one| format!("{:.3}", one.area)).unwrap_or_default(),
                of(&row.thesis.id).map(|one| format!("{:.3}", one.error)).unwrap_or_default(),
                of(&row.thesis.id)
                    .map(|one| if one.tells { "yes" } else { "cannot tell" }.to_owned())
                    .unwrap_or_default(),
                row.scenario.clone(),
                digits(row.band.at[0]),
                digits(row.band.at[2]),
                digits(row.band.at[4]),
                digits(row.thesis.threshold),
                row.thesis.unit.to_string(),
                format!("{:.3}", row.dependence),
                row.thesis.observable.to_string(),
                row.thesis.dependence.to_string(),
                row.thesis.bridge.to_string(),
                row.thesis.note.to_string(),
            ]);
        }
        crate::output::note(format_args!("{}\n", votes(corpus, &tested, &separated)));
        Ok(table)
    }

    fn when(&self, corpus: &Corpus) -> Result<Table, Failure> {
        self.check(corpus)?;
        let plan = plan(&mut Books::new(corpus), self.seed, self.draws).map_err(no_plan)?;
        let found = when(corpus, &plan, &run(&plan)?, &self.scenario);
        let mut table = Table::new(&[
            "test",
            "dependence",
            "error",
            "assumption",
            "low_from",
            "low_to",
            "low_dependence",
            "low_error",
            "high_from",
            "high_to",
            "high_dependence",
            "high_error",
            "clear",
            "unit",
        ]);
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
        let plan = gates::plan(&mut Books::new(corpus), self.seed, self.draws).map_err(no_plan)?;
        let found = gates::read(corpus, &plan, &run(&plan)?);
        let mut table = Table::new(&[
            "test",
            "scenario",
            "gate_binds",
            "p5",
            "median",
            "p95",
            "threshold",
            "unit",
            "two_gate",
            "error",
            "observable",
            "if_two_gate",
            "if_single",
            "note",
        ]);
        for row in &found {
            table.push([
                row.test.id.to_string(),
                row.scenario.clone(),
                format!("{:.3}", row.binds),
                digits(row.band.at[0]),
                digits(row.band.at[2]),
                digits(row.band.at[4]),
                digits(row.test.threshold),
                row.test.unit.to_string(),
                format!("{:.3}", row.two_gate.share),
                format!("{:.3}", row.two_gate.error),
                row.test.observable.to_string(),
                row.test.two_gate.to_string(),
                row.test.single_gate.to_string(),
                row.test.note.to_string(),
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

fn cells(row: &When<'_>, by: &Move) -> [String; 14] {
    let unit = if by.of.is_empty() { by.unit.clone() } else { format!("{}: {}", by.of, by.unit) };
    let share = |number: f64| format!("{number:.3}");
    [
        row.thesis.id.to_string(),
        share(row.all.share),
        share(row.all.error),
        by.assumption.to_owned(),
        digits(by.low.from),
        digits(by.low.to),
        share(by.low.part.share),
        share(by.low.part.error),
        digits(by.high.from),
        digits(by.high.to),
        share(by.high.part.share),
        share(by.high.part.error),
        if by.is_clear() { "yes" } else { "no" }.to_owned(),
        unit,
    ]
}
