//! `chipgate check`.

use super::study::read::study_of;
use crate::common::{Common, Format};
use crate::context::{FAULT, Failure, emit, files, no_page, pretty, problem_text, reforms};
use chipgate_ask::promised::lacking;
use chipgate_base::problem::Problem;
use chipgate_chronicle::events::Event;
use chipgate_corpus::messages::check_arguments;
use chipgate_corpus::{Corpus, LANGUAGES, Loaded, folders};
use chipgate_law::book::Law;
use chipgate_report::ARGUMENTS;
use chipgate_show::table::{Table, text, year};
use clap::Args;
use serde_json::{Value, json};

/// Find every problem in the data, with file, line, column and remedy
///
/// Reads all files, checks names, units, dates, sources and links, and asks
/// every case. Exit code 1 if there is any problem.
///
///   chipgate check --data my-data
#[derive(Args, Debug)]
pub struct Check {}

impl Check {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let files = files(common)?;
        let mut loaded = Corpus::load(&files, &reforms(common, &files)?);
        let (open, tried) = run_cases(&mut loaded, &files);
        if common.reform.is_empty() {
            count_cases(&mut loaded, &files);
        }
        check_messages(&mut loaded, &files);
        check_studies(&mut loaded, &files);
        let out = match common.format {
            Format::Json => pretty(&as_json(&loaded)),
            Format::Csv => table(&loaded.problems).csv(),
            Format::Text => {
                format!("{}{}", problem_text(&loaded, usize::MAX), summary(&loaded, &open, tried))
            }
            Format::Html | Format::Dot => return Err(no_page()),
        };
        emit(common, &out)?;
        if loaded.problems.is_empty() { Ok(()) } else { Err(Failure::told_already(FAULT)) }
    }
}

/// Messages with arguments that the program does not pass.
fn check_messages(loaded: &mut Loaded, files: &chipgate_corpus::Files) {
    for problem in check_arguments(files, ARGUMENTS) {
        add(loaded, files, problem);
    }
}

/// Studies that name what is not there.
fn check_studies(loaded: &mut Loaded, files: &chipgate_corpus::Files) {
    let Some(corpus) = &loaded.corpus else { return };
    let mut problems = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(folders::STUDIES)) {
        problems.extend(study_of(path, &String::from_utf8_lossy(bytes), corpus).1);
    }
    for problem in problems {
        add(loaded, files, problem);
    }
}

/// Adds a problem with the text of its file, for the excerpt.
fn add(loaded: &mut Loaded, files: &chipgate_corpus::Files, problem: Problem) {
    let path = &problem.place.file;
    if let Some(bytes) = files.get(path) {
        loaded.texts.insert(path.clone(), String::from_utf8_lossy(bytes).into_owned());
    }
    loaded.problems.push(problem);
}

/// Asks every case; unmet ones become problems, unmet low ones are told.
fn run_cases(loaded: &mut Loaded, files: &chipgate_corpus::Files) -> (Vec<String>, usize) {
    let mut open = Vec::new();
    let Some(corpus) = &loaded.corpus else { return (open, 0) };
    let mut problems = Vec::new();
    let mut prepared = chipgate_ask::cases::Prepared::default();
    for case in &corpus.cases {
        let outcome = case.run_prepared(corpus.ground(), &mut prepared);
        if outcome.differences.is_empty() {
            continue;
        }
        let told = format!("case `{}` is not met: {}", case.name, outcome.differences.join("; "));
        if case.low {
            open.push(format!("{told} ({})", case.reason));
        } else {
            problems.push(chipgate_corpus::unmet(case, files, told));
        }
    }
    let tried = corpus.cases.len();
    for problem in problems {
        add(loaded, files, problem);
    }
    (open, tried)
}

/// Versions of rules without one of the four cases that each must have.
fn count_cases(loaded: &mut Loaded, files: &chipgate_corpus::Files) {
    let Some(corpus) = &loaded.corpus else { return };
    let all = lacking(corpus.ground(), &corpus.cases);
    let told = all.iter().filter(|one| !corpus.unasked.contains(one));
    let problems: Vec<Problem> = told.map(|one| chipgate_corpus::lacks(one, files)).collect();
    for problem in problems {
        add(loaded, files, problem);
    }
}

fn summary(loaded: &Loaded, open: &[String], tried: usize) -> String {
    let mut out = String::new();
    if let Some(corpus) = &loaded.corpus {
        let law = &corpus.law;
        let versions: usize = law.rules.iter().map(|rule| rule.versions.len()).sum();
        let figures: usize = corpus.catalogue.chips.iter().map(|chip| chip.figures.len()).sum();
        out.push_str(&format!(
            "{} rules with {versions} versions, {} instruments, {} facts, {} chips with {figures} figures, {} parties, {} listings, {} sources, {} provisions in coverage\n{tried} cases asked\n",
            law.rules.len(), law.instruments.len(), law.vocabulary.facts.len(), corpus.catalogue.chips.len(),
            corpus.catalogue.parties.len(), corpus.catalogue.lists.iter().count(), corpus.catalogue.sources.len(), corpus.coverage.len(),
        ));
        let points: usize = corpus.records.series.iter().map(|series| series.points.len()).sum();
        out.push_str(&format!("{} series with {points} figures\n", corpus.records.series.len()));
        let formulas: usize =
            corpus.records.claims.iter().map(chipgate_chronicle::claims::Claim::formulas).sum();
        out.push_str(&format!(
            "{} claims of {} articles with {formulas} formulas\n",
            corpus.records.claims.len(),
            corpus.records.articles.len()
        ));
        out.push_str(&titles(law));
        out.push_str(&terms(corpus));
    }
    if let Some(corpus) = &loaded.corpus {
        out.push_str(&events(corpus));
    }
    for case in open {
        out.push_str(&format!("open (low confidence): {case}\n"));
    }
    out.push_str(&format!("{} problems\n", loaded.problems.len()));
    out
}

/// How many events there are, and how many are linked to no chip or no instrument.
fn events(corpus: &Corpus) -> String {
    let without = |is: fn(&Event) -> bool| corpus.records.events.iter().filter(|event| is(event)).count();
    format!(
        "{} events; without a chip: {}; without an instrument: {}, {} of them legal acts; without either: {}; without a web address of a source: {}\n",
        corpus.records.events.len(),
        without(|event| event.chips.is_empty()),
        without(|event| event.instruments.is_empty()),
        without(|event| event.instruments.is_empty() && event.is_legal_act()),
        without(|event| event.chips.is_empty() && event.instruments.is_empty()),
        corpus.records.events.iter().filter(|event| !has_address(corpus, event)).count(),
    )
}

fn has_address(corpus: &Corpus, event: &Event) -> bool {
    event.sources.iter().filter_map(|id| corpus.catalogue.source(id)).any(|source| !source.url.is_empty())
}

/// How many titles have no Japanese or no Chinese text.
fn titles(law: &Law) -> String {
    let rules = law.rules.iter().filter(|rule| !rule.title.is_translated()).count();
    let instruments = law.instruments.iter().filter(|instrument| !instrument.title.is_translated()).count();
    format!(
        "titles without Japanese or Chinese: {rules} rules, {instruments} instruments (shown in English)\n"
    )
}

/// How many terms there are, and how many of their words are ours.
fn terms(corpus: &Corpus) -> String {
    let ours =
        corpus.terms.iter().flat_map(|term| &term.sources).filter(|sources| sources.is_empty()).count();
    format!(
        "{} terms in {} languages, {ours} words without a source (ours)\n",
        corpus.terms.len(),
        LANGUAGES.len()
    )
}

fn as_json(loaded: &Loaded) -> Value {
    let one = |problem: &Problem| {
        json!({
            "message": problem.message, "file": problem.place.file, "line": problem.place.line,
            "column": problem.place.column, "help": problem.help,
        })
    };
    json!({ "problems": loaded.problems.iter().map(one).collect::<Vec<_>>() })
}

/// The problems, each with its place.
pub(super) fn table(problems: &[Problem]) -> Table {
    let mut table = Table::new(&[text("file"), year("line"), year("column"), text("message"), text("help")]);
    for problem in problems {
        let place = &problem.place;
        let (line, column) = (place.line.into(), place.column.into());
        table.push([
            (&place.file).into(),
            line,
            column,
            (&problem.message).into(),
            problem.help.as_ref().into(),
        ]);
    }
    table
}
