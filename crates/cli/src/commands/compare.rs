//! `chipgate compare`.

use crate::asked::Ask;
use crate::clock::today;
use crate::common::{Common, Format};
use crate::context::{
    Failure, check_day, corpus, emit, emit_table, files, load, no_page, pretty, reforms, words_of,
};
use crate::in_force::head;
use chipgate_ask::determination::review_word;
use chipgate_ask::reference::Reference;
use chipgate_ask::{Ground, Question};
use chipgate_corpus::Corpus;
use chipgate_law::rule::Step;
use chipgate_report::determine::row::eccn_cell;
use chipgate_report::determine::row::with_others;
use chipgate_show::table::{Cell, Column, Table, list, text};
use chipgate_survey::compare::{Changes, Moment, compare};
use clap::Args;
use jiff::civil::Date;
use serde_json::json;

/// Show which chips and listings change answer between two days, or under a reform
///
///   chipgate compare --before 2023-11-16 --after 2023-11-17 --to CN
///   chipgate compare --reform safe-chips-act --as-of 2026-09-01 --to CN
#[derive(Args, Debug)]
pub struct Compare {
    /// The earlier day
    #[arg(long, value_name = "YYYY-MM-DD", requires = "after")]
    pub before: Option<Date>,
    /// The later day
    #[arg(long, value_name = "YYYY-MM-DD", requires = "before")]
    pub after: Option<Date>,
    /// With --reform: the day on which baseline and reform are compared (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Country of destination (default: the one that the data name, CN)
    #[arg(long, value_name = "ISO2")]
    pub to: Option<String>,
}

impl Compare {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let after_corpus = corpus(common)?;
        let to = self.to(after_corpus.ground());
        if after_corpus.catalogue.country(to).is_none() {
            return Err(Failure::request(format!("unknown country `{to}`"), "write a code such as CN"));
        }
        let base = Ask::default().question(common)?;
        let (comparison, title) = match (self.before, self.after) {
            (Some(before), Some(after)) => {
                self.check_days(&after_corpus, before, after)?;
                let side = |day| Moment { ground: after_corpus.ground(), day };
                (self.ask(side(before), side(after), &base)?, (before.to_string(), after.to_string()))
            }
            _ => self.with_reform(common, &after_corpus, &base)?,
        };
        let days = match (self.before, self.after) {
            (Some(before), Some(after)) => (before, after),
            _ => {
                let day = self.as_of.map_or_else(|| today(&after_corpus).map(|today| today.day()), Ok)?;
                (day, day)
            }
        };
        self.render(common, &after_corpus, &comparison, &title, days)
    }

    /// The destination named, or that of the data.
    fn to<'a>(&'a self, ground: Ground<'a>) -> &'a str {
        self.to.as_deref().unwrap_or(&ground.frame.destination)
    }

    fn ask(&self, before: Moment<'_>, after: Moment<'_>, base: &Question) -> Result<Changes, Failure> {
        let ask = Reference { to: self.to(before.ground).to_owned(), base: base.clone() };
        compare(before, after, &ask).map_err(crate::context::question_failure)
    }

    fn check_days(&self, corpus: &Corpus, before: Date, after: Date) -> Result<(), Failure> {
        let first = corpus.frame.covers_from;
        if before < first {
            return Err(Failure::request(
                format!("{before} is before {first}, the first day covered"),
                format!("start on {first} or later"),
            ));
        }
        check_day(corpus, "--before", Some(before))?;
        check_day(corpus, "--after", Some(after))?;
        if after < before {
            return Err(Failure::request(
                "--after lies before --before",
                "put the earlier day under --before",
            ));
        }
        Ok(())
    }

    fn with_reform(
        &self,
        common: &Common,
        reformed: &Corpus,
        base: &Question,
    ) -> Result<(Changes, (String, String)), Failure> {
        let files = files(common)?;
        let named = reforms(common, &files)?;
        if named.is_empty() {
            return Err(Failure::request("nothing to compare", "give --before and --after, or --reform"));
        }
        let baseline = load(&files, &[])?;
        check_day(reformed, "--as-of", self.as_of)?;
        let day = self.as_of.map_or_else(|| today(reformed).map(|today| today.day()), Ok)?;
        let found = self.ask(
            Moment { ground: baseline.ground(), day },
            Moment { ground: reformed.ground(), day },
            base,
        )?;
        Ok((found, (format!("baseline on {day}"), common.reform.join(" + "))))
    }

    fn render(
        &self,
        common: &Common,
        corpus: &Corpus,
        found: &Changes,
        title: &(String, String),
        (first, last): (Date, Date),
    ) -> Result<(), Failure> {
        let head = head(corpus, common, first, last);
        match common.format {
            Format::Html | Format::Dot => Err(no_page()),
            Format::Csv => emit_table(common, corpus, &table(corpus, found)),
            Format::Json => emit(
                common,
                &pretty(&json!({
                    "schema": "chipgate.comparison/1", "before": title.0, "after": title.1, "to": self.to(corpus.ground()),
                    "not_in_force": not_in_force(corpus, first, last), "compared": found.compared, "chips": table(corpus, found).json(), "listings": listings(found).json(),
                })),
            ),
            Format::Text => {
                let words = words_of(corpus, common);
                let counts = (
                    found.chips.len().to_string(),
                    found.compared.to_string(),
                    found.listings.len().to_string(),
                );
                let (before, after) = (words.day_of_text(&title.0), words.day_of_text(&title.1));
                let heading = words.fill(
                    "compare_title",
                    &[("before", &before), ("after", &after), ("to", self.to(corpus.ground()))],
                );
                let chips = words.fill("compare_chips", &[("count", &counts.0), ("compared", &counts.1)]);
                let listed = words.fill("compare_listings", &[("count", &counts.2)]);
                let parts = [
                    heading,
                    String::new(),
                    chips,
                    table(corpus, found).text(&words),
                    listed,
                    listings(found).text(&words),
                ];
                emit(common, &format!("{head}{}\n{}\n", parts.join("\n"), words.get("disclaimer_text")))
            }
        }
    }
}

/// Laid reforms of which no text holds on the days compared, with the days on which they do.
fn not_in_force(corpus: &Corpus, first: Date, last: Date) -> serde_json::Value {
    let reforms = corpus.reforms_not_in_force(first, last).into_iter();
    let of = |days: chipgate_corpus::ReformDays| json!({"reform": days.name, "first": days.first.to_string(), "until": days.until.map(|day| day.to_string())});
    reforms.map(of).collect()
}

const CHIPS: [Column; 13] = [
    text("chip"),
    text("kind"),
    text("us_before"),
    text("us_after"),
    text("cn_before"),
    text("cn_after"),
    text("verdict_before"),
    text("verdict_after"),
    list("eccn_before"),
    list("eccn_after"),
    text("review_before"),
    text("review_after"),
    list("rules_after"),
];

pub(super) fn table(corpus: &Corpus, found: &Changes) -> Table {
    let mut table = Table::new(&CHIPS);
    for chip in &found.chips {
        let requirements = chip.after.basis().filter(|basis| basis.step == Step::Requirement);
        table.push([
            (&chip.chip).into(),
            chip.kind.into(),
            chip.before.gates.seller().answer.code().into(),
            chip.after.gates.seller().answer.code().into(),
            chip.before.gates.buyer().answer.code().into(),
            chip.after.gates.buyer().answer.code().into(),
            chip.before.verdict.code().into(),
            chip.after.verdict.code().into(),
            eccn_cell(chip.before.gates.seller()),
            eccn_cell(chip.after.gates.seller()),
            review_word(&chip.before).into(),
            review_word(&chip.after).into(),
            Cell::list(requirements.map(|basis| &*basis.rule)),
        ]);
    }
    with_others(table, corpus, found.chips.iter().map(|chip| &chip.after))
}

pub(super) fn listings(found: &Changes) -> Table {
    let mut table = Table::new(&[text("listing"), text("change"), text("name")]);
    for listing in &found.listings {
        let change = if listing.added { "added" } else { "removed" };
        table.push([(&listing.listing).into(), change.into(), (&listing.name).into()]);
    }
    table
}
