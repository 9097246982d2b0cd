//! Every table over the data inside the program, written and read back by the kinds of its columns.

use super::{bench, check, classify, compare, coverage, lists, series};
use crate::common::{Common, Format, Lang};
use chipgate_ask::determination::{Determination, answer, answer_with};
use chipgate_ask::gates::GateBooks;
use chipgate_ask::reference::Reference;
use chipgate_ask::{Asked, Question, Request, fill};
use chipgate_base::problem::Problem;
use chipgate_catalogue::Chip;
use chipgate_chronicle::events::Filter;
use chipgate_corpus::{Corpus, embedded, read_toml};
use chipgate_report::determine::row;
use chipgate_report::{actors, claims, history, timeline};
use chipgate_show::table::{Cell, Kind, Table};
use chipgate_survey::history::{Histories, Span};
use jiff::civil::{Date, date};
use std::sync::LazyLock;
use std::time::Duration;

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| Corpus::load(&embedded::files(), &[]).corpus.unwrap());

fn common(format: Format) -> Common {
    Common {
        known_on: None,
        lens: None,
        reform: Vec::new(),
        data: None,
        format,
        lang: Lang::En,
        output: None,
    }
}

fn of_chip(chip: &str, day: Date) -> Question {
    Question::about(chip).to("CN").on(day)
}

fn asked(chip: &str, day: Date) -> Asked {
    fill(CORPUS.ground(), &of_chip(chip, day), day).unwrap()
}

fn check_table(name: &str, table: &Table) {
    let csv =
        Table::from_csv(&table.columns, &table.csv()).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    assert_eq!(csv, *table, "{name} as CSV");
    let json =
        Table::from_json(&table.columns, &table.json()).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    assert_eq!(json, *table, "{name} as JSON");
}

#[test]
fn every_list_and_every_thing_of_it_reads_back() {
    use lists::Kind::{Chips, Facts, Instruments, Parties, Reforms, Rules, Sources, Terms};
    for kind in [Chips, Parties, Instruments, Rules, Sources, Reforms, Facts, Terms] {
        for format in [Format::Csv, Format::Text] {
            let all = lists::rows::table(&CORPUS, kind, &common(format));
            assert!(!all.rows.is_empty(), "{kind:?}");
            check_table(&format!("{kind:?}"), &all);
            if format == Format::Text {
                continue;
            }
            for row in &all.rows {
                let Some(Cell::Text(id)) = row.first() else { panic!("{kind:?}: {row:?}") };
                check_table(id, &lists::parts::table(&CORPUS, kind, id, &common(format)).unwrap());
            }
        }
    }
    for id in CORPUS.catalogue.parties.iter().flat_map(|party| &party.listings) {
        check_table(id, &lists::parts::table(&CORPUS, Parties, id, &common(Format::Csv)).unwrap());
    }
}

#[test]
fn events_claims_actors_series_and_coverage_read_back() {
    let events = CORPUS.chronicle().events_of(&Filter::default());
    check_table("timeline", &timeline::table(&events, "zh"));
    check_table("claims", &claims::table(&CORPUS, &CORPUS.chronicle().check_claims(&CORPUS.records.claims)));
    check_table("actors", &actors::table(&CORPUS, "ja"));
    check_table("coverage", &coverage::table(&CORPUS));
    check_table("series", &series::table(CORPUS.records.series.iter()));
    for series in &CORPUS.records.series {
        check_table(&series.id, &series::rows(series));
    }
}

#[test]
fn histories_comparisons_and_answers_read_back() {
    let ask = || Reference { to: "CN".to_owned(), base: Question::default() };
    let histories =
        Histories::new(CORPUS.ground(), Span { ask: ask(), from: None, until: date(2026, 9, 30) });
    let chips = ["nvidia-h20-96gb", "nvidia-rtx-5090-d", "amd-mi308x", "huawei-ascend-910c"];
    let found: Vec<_> = chips.map(|id| histories.of(CORPUS.catalogue.chip(id).unwrap()).unwrap()).into();
    check_table("history", &history::table(&CORPUS, &found));
    let side = |day| compare_side(day);
    let changed =
        chipgate_survey::compare::compare(side(date(2022, 10, 1)), side(date(2022, 11, 1)), &ask()).unwrap();
    check_table("compare", &compare::table(&CORPUS, &changed));
    let day = date(2025, 5, 1);
    for chip in chips {
        let found: Determination = answer(CORPUS.ground(), &of_chip(chip, day), day).unwrap();
        check_table(chip, &row::table(&CORPUS, &found));
        check_table(chip, &classify::quantities(&CORPUS, &asked(chip, day)));
    }
}

fn compare_side(day: Date) -> chipgate_survey::compare::Moment<'static> {
    chipgate_survey::compare::Moment { ground: CORPUS.ground(), day }
}

#[test]
fn problems_and_times_read_back() {
    let place = |line, column| chipgate_base::problem::Place {
        file: "rules/a.toml".to_owned(),
        line,
        column,
        bytes: 0..0,
    };
    let problems = [
        Problem { message: "=x, \"y\"".to_owned(), place: place(1234, 1), help: None },
        Problem { message: "-".to_owned(), place: place(1, 2), help: Some("@help\n".to_owned()) },
    ];
    check_table("check", &check::table(&problems));
    let times = [("load", Duration::from_micros(12_345_678))];
    check_table("bench", &bench::table(&times, Duration::from_millis(3)));
}

/// An item file from our own CSV alone: the figures of `classify`, the line of `chips list`.
fn item_of_csv(chip: &Chip, day: Date) -> String {
    let figures = classify::quantities(&CORPUS, &asked(&chip.id, day));
    let figures = Table::from_csv(&figures.columns, &figures.csv()).unwrap();
    let list = lists::rows::table(&CORPUS, lists::Kind::Chips, &common(Format::Csv));
    let list = Table::from_csv(&list.columns, &list.csv()).unwrap();
    let line = list.rows.iter().find(|row| row[0] == Cell::from(&chip.id)).unwrap();
    let mut out = "kind = \"chip\"\n".to_owned();
    if let Cell::Text(designer) = &line[2] {
        out.push_str(&format!("designer = \"{designer}\"\n"));
    }
    if let Some(Cell::YesNo(is)) = line.last() {
        out.push_str(&format!("datacenter = {is}\n"));
    }
    for row in &figures.rows {
        let Cell::Text(name) = &row[0] else { panic!("{row:?}") };
        match (&row[1], &row[2], &row[3]) {
            (Cell::Range { low, high }, ..) => {
                let high = high.map_or("inf".to_owned(), |high| high.to_string());
                out.push_str(&format!("{name} = [{}, {high}]\n", low.unwrap_or_default()));
            }
            // An item file takes one day and not a span of them.
            (_, Cell::Day(one), Cell::Day(two)) if one == two => out.push_str(&format!("{name} = {one}\n")),
            _ => {}
        }
    }
    if !chip.stated_eccn.is_empty() {
        out.push_str(&format!("stated_eccn = \"{}\"\n", chip.stated_eccn));
    }
    out
}

/// The question about the chip, with its item in place of its id; what an item cannot say is said as the catalogue has it.
fn of_item(chip: &Chip, day: Date) -> Question {
    let text = item_of_csv(chip, day);
    let request = Request::of_item(&read_toml("item.toml", &text).unwrap())
        .unwrap_or_else(|found| panic!("{text}{found:?}"));
    request.question.to("CN").on(day).exported_by(&chip.designer)
}

#[test]
fn the_figures_of_every_chip_in_our_own_csv_are_an_item_with_the_same_answer() {
    let (mut different, mut classes) = (Vec::new(), std::collections::BTreeSet::new());
    for day in [date(2023, 6, 1), date(2025, 3, 1)] {
        for chip in &CORPUS.catalogue.chips {
            let by_id = answer_of(&of_chip(&chip.id, day), day);
            let by_item = answer_of(&of_item(chip, day), day);
            let told = |found: &Determination| {
                (
                    found.gates.seller().eccn.clone(),
                    found.gates.seller().eccn_possible.clone(),
                    found.gates.seller().answer,
                    found.gates.buyer().answer,
                    found.verdict,
                )
            };
            classes.extend(by_item.gates.seller().eccn.iter().map(ToString::to_string));
            if told(&by_id) != told(&by_item) {
                different.push(format!("{} on {day}: {:?} but {:?}", chip.id, told(&by_id), told(&by_item)));
            }
        }
    }
    assert!(different.is_empty(), "{}:\n{}", different.len(), different.join("\n"));
    let wanted = ["3A090.a", "3A090.b", "3A991.p"];
    assert!(wanted.iter().all(|class| classes.contains(*class)), "the classes differ: {classes:?}");
}

fn answer_of(question: &Question, day: Date) -> Determination {
    let asked = fill(CORPUS.ground(), question, day).unwrap_or_else(|found| panic!("{found:?}"));
    let books = GateBooks::on(&CORPUS.law, asked.as_of, asked.known_on, asked.exporter.clone());
    answer_with(&books, asked)
}

#[test]
fn a_range_column_has_two_fields_and_no_column_has_the_name_of_another() {
    let claims = claims::table(&CORPUS, &[]);
    let mut fields = claims.fields();
    assert_eq!(claims.columns.iter().filter(|column| column.kind == Kind::Range).count(), 2);
    fields.sort();
    fields.dedup();
    assert_eq!(fields.len(), claims.columns.len() + 2);
}
