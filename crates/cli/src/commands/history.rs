//! `chipgate history`.

use crate::asked::Ask;
use crate::clock::page_day;
use crate::common::{Common, Format};
use crate::context::{Failure, check_day, corpus, emit, emit_table, words_of};
use chipgate_ask::reference::Reference;
use chipgate_ask::{chip_help, place_help};
use chipgate_catalogue::Chip;
use chipgate_corpus::Corpus;
use chipgate_law::rule::Lens;
use chipgate_report::history;
use chipgate_show::table::padded;
use chipgate_survey::history::{Histories, History as Found, Span};
use clap::Args;
use jiff::ToSpan;
use jiff::civil::Date;

/// Print the legal history of chips to a destination, with the instrument behind every change
///
/// The reference transaction is an export by the designer to an unlisted,
/// private, civil buyer headquartered at the destination. Chips of Chinese
/// vendors and chips that are not for sale are asked about in use.
///
///   chipgate history --chip nvidia-h20-96gb,nvidia-h200-sxm-141gb --to CN
///   chipgate history --chip all --to CN --format html -o history.html
#[derive(Args, Debug)]
pub struct History {
    /// Chips of the catalogue with commas between them, or `all`
    #[arg(long, value_name = "ID[,ID…]|all", default_value = "all")]
    pub chip: String,
    /// Country of destination (default: the one that the data name, CN)
    #[arg(long, value_name = "ISO2")]
    pub to: Option<String>,
    /// First day (default: the launch of the chip, or 2022-01-01)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from_date: Option<Date>,
    /// Last day (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to_date: Option<Date>,
    /// Ask about another act than the reference one
    #[arg(long)]
    pub kind: Option<String>,
    /// Also write the page to this file
    #[arg(long, value_name = "FILE")]
    pub page: Option<std::path::PathBuf>,
}

impl History {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let chips = self.chips(&corpus)?;
        let span = self.span(&corpus, common)?;
        let histories = Histories::new(corpus.ground(), span.clone());
        let found: Result<Vec<Found>, _> = chips.iter().map(|chip| histories.of(chip)).collect();
        let found = found.map_err(crate::context::question_failure)?;
        let page = || self.page(&corpus, common, &histories, &found, &span);
        if let Some(path) = &self.page {
            crate::context::write_whole(path, page()?.as_bytes())?;
        }
        let first = span.from.unwrap_or(corpus.frame.covers_from);
        let last = span.until.yesterday().map_err(Failure::fault)?;
        let head = crate::in_force::head(&corpus, common, first, last);
        match common.format {
            Format::Html | Format::Dot => emit(common, &page()?),
            Format::Text => emit(common, &(head + &as_text(&corpus, &found, &words_of(&corpus, common)))),
            _ => emit_table(common, &corpus, &history::table(&corpus, &found)),
        }
    }

    fn chips<'c>(&self, corpus: &'c Corpus) -> Result<Vec<&'c Chip>, Failure> {
        if self.chip == "all" {
            return Ok(corpus.catalogue.chips.iter().collect());
        }
        self.chip.split(',').map(|id| chip(corpus, id.trim())).collect()
    }

    fn span(&self, corpus: &Corpus, common: &Common) -> Result<Span, Failure> {
        let mut base = Ask::default().question(common)?;
        if let Some(kind) = &self.kind {
            base = Ask { kind: Some(kind.clone()), ..Ask::default() }.question(common)?;
        }
        let to = self.to(corpus);
        if corpus.catalogue.country(to).is_none() {
            let help = place_help(corpus.ground(), to);
            return Err(Failure::request(format!("unknown country `{to}`"), help));
        }
        check_day(corpus, "--from-date", self.from_date)?;
        check_day(corpus, "--to-date", self.to_date)?;
        let last = self.to_date.map_or_else(|| page_day(corpus), Ok)?;
        let first = self.from_date.unwrap_or(corpus.frame.covers_from);
        if first < corpus.frame.covers_from {
            let from = corpus.frame.covers_from;
            return Err(Failure::request(
                format!("{first} is before {from}, the first day covered"),
                format!("start on {from} or later"),
            ));
        }
        if last < first {
            return Err(Failure::request(
                "the history ends before it begins",
                "put the earlier day under --from-date",
            ));
        }
        let until = last.checked_add(1.day()).map_err(Failure::fault)?;
        Ok(Span { ask: Reference { to: to.to_owned(), base }, from: self.from_date, until })
    }

    /// The destination named, or that of the data.
    fn to<'a>(&'a self, corpus: &'a Corpus) -> &'a str {
        self.to.as_deref().unwrap_or(&corpus.frame.destination)
    }

    fn page(
        &self,
        corpus: &Corpus,
        common: &Common,
        histories: &Histories<'_>,
        found: &[Found],
        span: &Span,
    ) -> Result<String, Failure> {
        let setting = history::Setting {
            lang: common.lang.code().to_owned(),
            to: self.to(corpus).to_owned(),
            from: span.from.unwrap_or(corpus.frame.histories_from),
            until: span.until,
            today: page_day(corpus)?,
            lens: if common.lens.as_deref() == Some("codified") { Lens::Codified } else { Lens::Enforced },
        };
        let page = history::page(corpus, histories, found, &setting);
        Ok(history::page::render(&page, &words_of(corpus, common)))
    }
}

fn chip<'c>(corpus: &'c Corpus, id: &str) -> Result<&'c Chip, Failure> {
    corpus
        .catalogue
        .chip(id)
        .ok_or_else(|| Failure::request(format!("unknown chip `{id}`"), chip_help(corpus.ground(), id)))
}

/// Chip by chip, one line a stretch.
fn as_text(corpus: &Corpus, found: &[Found], words: &chipgate_show::Words) -> String {
    let mut out = String::new();
    for one in found {
        let name = corpus.catalogue.chip(&one.chip).map_or("", |chip| &chip.name);
        let act = words.code("act_word", one.kind);
        out.push_str(&format!("{} ({name}; {act})\n", one.chip));
        for stretch in &one.stretches {
            out.push_str(&line(corpus, stretch, words));
        }
    }
    out.push_str(&format!("\n{}\n{}\n", words.get("gates_line"), words.get("disclaimer_text")));
    out
}

fn line(
    corpus: &Corpus,
    stretch: &chipgate_survey::history::Stretch,
    words: &chipgate_show::Words,
) -> String {
    let us = stretch.found.gates.seller();
    let short = |code: &str| padded(&words.code("short", code), 30);
    let answer = short(us.answer.code());
    let other = other_lens(stretch, words);
    let eccn = us.eccn.iter().map(|name| &**name).collect::<Vec<_>>().join(", ");
    let review = chipgate_ask::determination::review_word(&stretch.found);
    let review = if review == "not_applicable" { String::new() } else { words.codes("review", &review) };
    let cause = stretch.cause.as_deref().unwrap_or_default();
    let citation = corpus.law.instruments.iter().find(|instrument| *instrument.id == *cause);
    let cause = citation.map_or_else(
        || cause.to_owned(),
        |instrument| format!("{} ({})", instrument.citation, instrument.title.in_language(words.lang())),
    );
    let missing: Vec<&str> = us.missing.iter().map(|missing| &*missing.fact).collect();
    let missing = if missing.is_empty() {
        String::new()
    } else {
        format!("  {}: {}", words.get("missing"), missing.join(", "))
    };
    let china = short(stretch.found.gates.buyer().answer.code());
    let china = stretch.found.gates.others().fold(china, |line, (gate, report)| {
        let name = corpus.law.gates[gate].title.in_language(words.lang());
        format!("{line} | {name}: {}", short(report.answer.code()))
    });
    let joint = short(stretch.found.verdict.code());
    let day = padded(&words.day(stretch.from), 14);
    format!(
        "  {day}  {answer} | {china} | {joint} | {eccn:<10} {review}{other}{}{cause}{missing}\n",
        if cause.is_empty() { "" } else { "  ← " }
    )
}

/// The codified answer never stands without the enforced one.
fn other_lens(stretch: &chipgate_survey::history::Stretch, words: &chipgate_show::Words) -> String {
    if stretch.found.asked.lens == Lens::Enforced {
        return String::new();
    }
    let lens = words.code("lens_word", Lens::Enforced.code());
    let answer = words.code("short", stretch.found.gates.seller().enforced_answer.code());
    format!("  {}", words.fill("other_lens", &[("lens", &lens), ("answer", &answer)]))
}
