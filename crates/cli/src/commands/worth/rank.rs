//! `chipgate worth rank`.

use super::question::Question;
use crate::clock::today;
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, pretty, words_of};
use chipgate_catalogue::Chip;
use chipgate_corpus::Corpus;
use chipgate_report::worth::rank::{self, Ranked};
use clap::Args;
use jiff::civil::Date;

/// Rank the chips of the catalogue that were available on a day by what they are worth
///
///   chipgate worth rank --workload llama-70b-chat --as-of 2025-06-01
///   chipgate worth rank --workload deepseek-v3-decode --as-of 2026-01-01 --format html -o rank.html
#[derive(Args, Debug)]
pub struct Rank {
    /// Workload of the data, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub workload: String,
    /// Only chips launched by this day (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Chips of every market, not only those for datacenters
    #[arg(long)]
    pub every_market: bool,
}

impl Rank {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let question = Question::read(&corpus, &self.workload)?;
        let day = self.as_of.map_or_else(|| today(&corpus).map(|today| today.day()), Ok)?;
        let chips =
            corpus.catalogue.chips.iter().filter(|chip| self.counts(chip, day)).chain(&question.load.chip);
        let mut list: Vec<Ranked> = chips.map(|chip| ranked(&corpus, &question, chip)).collect();
        rank::sort(&mut list);
        let words = words_of(&corpus, common);
        let day = day.to_string();
        match common.format {
            Format::Text => emit(common, &rank::text(&list, &question.load.workload, &day, &words)),
            Format::Json => emit(common, &pretty(&rank::json(&list, &question.load.workload, &day))),
            Format::Csv => emit_table(common, &corpus, &rank::table(&list)),
            Format::Html | Format::Dot => {
                emit(common, &rank::page(&list, &question.load.workload, &day, &words, common.lang.code()))
            }
        }
    }

    /// Launched by the day, for this market, and not only announced.
    fn counts(&self, chip: &Chip, day: Date) -> bool {
        let launched = chip.launch.as_ref().is_some_and(|launch| launch.earliest <= day);
        let exists = !matches!(&*chip.status, "announced" | "reported" | "cancelled");
        launched && exists && (self.every_market || &*chip.market == "datacenter")
    }
}

fn ranked(corpus: &Corpus, question: &Question<'_>, chip: &Chip) -> Ranked {
    let designer = corpus.catalogue.parties.iter().find(|party| party.id == chip.designer);
    let country = designer.map_or("", |party| &*party.headquarters);
    Ranked {
        chip: chip.id.to_string(),
        name: chip.name.to_string(),
        country: country.to_owned(),
        side: corpus.law.gates.side_of(country),
        worth: question
            .load
            .worth_of(chip)
            .map_err(|found| (found.to_string(), found.help(), found.is_unknown())),
    }
}
