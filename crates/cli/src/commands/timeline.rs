//! `chipgate timeline`.

use crate::asked::Ask;
use crate::clock::page_day;
use crate::common::{Common, Format};
use crate::context::{Failure, corpus, emit, emit_table, question_failure, words_of};
use chipgate_ask::reference::Reference;
use chipgate_base::Name;
use chipgate_catalogue::Chip;
use chipgate_chronicle::events::{Event, Filter, NotNamed, sides};
use chipgate_corpus::Corpus;
use chipgate_report::timeline;
use chipgate_survey::history::{Histories, History, Span};
use clap::Args;
use jiff::ToSpan;
use jiff::civil::Date;

/// Print the events of both sides, companies and courts by date, each with its source
///
/// A chip is named by its id, its family or a part of the id; an actor by its
/// id or a part of its name. The page draws them on one line of time and,
/// for the chips named, what both gates said on each day.
///
///   chipgate timeline --side US,CN --chip h20
///   chipgate timeline --chip h20,h200 --format html -o timeline.html
#[derive(Args, Debug)]
pub struct Timeline {
    /// Whose events: US, CN, company, court, voice
    #[arg(long, value_name = "SIDE[,SIDE…]")]
    pub side: Option<String>,
    /// Events about these chips: ids, families or parts of an id
    #[arg(long, value_name = "CHIP[,CHIP…]")]
    pub chip: Option<String>,
    /// Events in which these act: ids or parts of a name
    #[arg(long, value_name = "ACTOR[,ACTOR…]")]
    pub actor: Option<String>,
    /// First day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from_date: Option<Date>,
    /// Last day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to_date: Option<Date>,
}

impl Timeline {
    pub fn run(&self, common: &Common) -> Result<(), Failure> {
        let corpus = corpus(common)?;
        let chips = self.chips(&corpus)?;
        let filter = self.filter(&corpus, &chips)?;
        let events = corpus.chronicle().events_of(&filter);
        let words = words_of(&corpus, common);
        let lang = common.lang.code();
        match common.format {
            Format::Html | Format::Dot => emit(common, &self.page(&corpus, common, &events, &chips)?),
            Format::Text => emit(common, &timeline::text(&corpus, &events, lang, &words)),
            _ => emit_table(common, &corpus, &timeline::table(&events, lang)),
        }
    }

    fn chips<'c>(&self, corpus: &'c Corpus) -> Result<Vec<&'c Chip>, Failure> {
        let mut chips: Vec<&Chip> = Vec::new();
        for word in parts(self.chip.as_deref()) {
            let named = corpus.chronicle().chips_named(word);
            let help = "`chipgate chips list` prints every id and family";
            chips.extend(named.map_err(|found| not_named("chip", word, &found, help))?);
        }
        chips.sort_by(|a, b| a.id.cmp(&b.id));
        chips.dedup_by(|a, b| a.id == b.id);
        Ok(chips)
    }

    fn filter(&self, corpus: &Corpus, chips: &[&Chip]) -> Result<Filter, Failure> {
        if self.from_date.zip(self.to_date).is_some_and(|(from, to)| to < from) {
            let help = "put the earlier day under --from-date";
            return Err(Failure::request("the timeline ends before it begins", help));
        }
        let mut actors: Vec<Name> = Vec::new();
        for word in parts(self.actor.as_deref()) {
            let named = corpus.chronicle().actors_named(word);
            let help = "`chipgate timeline --format csv` prints the actors of every event";
            let named = named.map_err(|found| not_named("actor of an event", word, &found, help))?;
            actors.extend(named.into_iter().cloned());
        }
        let sides: Result<Vec<Name>, Failure> =
            parts(self.side.as_deref()).map(|word| side(word, corpus)).collect();
        Ok(Filter {
            sides: sides?,
            chips: chips.iter().map(|chip| chip.id.clone()).collect(),
            actors,
            from: self.from_date,
            to: self.to_date,
        })
    }

    fn page(
        &self,
        corpus: &Corpus,
        common: &Common,
        events: &[&Event],
        chips: &[&Chip],
    ) -> Result<String, Failure> {
        let strips = !chips.is_empty() || events.is_empty();
        let covered = corpus.law.horizon(corpus.law.gates.seller()).filter(|_| strips);
        let (from, to) = timeline::drawn(events, (self.from_date, self.to_date), covered);
        let setting = timeline::Setting {
            lang: common.lang.code().to_owned(),
            from,
            to,
            today: page_day(corpus)?,
            families: families(chips),
            asked: self.asked(),
        };
        let histories = histories(corpus, common, chips, to)?;
        let page = timeline::page(corpus, events, &histories, setting);
        Ok(timeline::page::render(&page, &words_of(corpus, common)))
    }

    /// What was asked for, in the words of the request.
    fn asked(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let said = [
            ("events_asked_sides", self.side.clone()),
            ("events_asked_chips", self.chip.clone()),
            ("events_asked_actors", self.actor.clone()),
            ("events_asked_from", day(self.from_date)),
            ("events_asked_to", day(self.to_date)),
        ];
        said.into_iter().filter_map(|(key, text)| text.map(|text| (key, text))).collect()
    }
}

/// The words between commas.
fn parts(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.into_iter().flat_map(|list| list.split(',')).map(str::trim).filter(|word| !word.is_empty())
}

fn side(word: &str, corpus: &Corpus) -> Result<Name, Failure> {
    let all = sides(&corpus.law.gates);
    let known = all.iter().find(|side| side.eq_ignore_ascii_case(word));
    known.map(|side| Name::from(*side)).ok_or_else(|| {
        Failure::request(format!("unknown side `{word}`"), format!("write one or more of {}", all.join(", ")))
    })
}

fn not_named(what: &str, word: &str, found: &NotNamed, help: &str) -> Failure {
    let near: Vec<String> = found.near.iter().map(|id| format!("`{id}`")).collect();
    let help =
        if near.is_empty() { help.to_owned() } else { format!("did you mean {}? {help}", near.join(", ")) };
    Failure::request(format!("no {what} is named by `{word}`"), help)
}

/// The families of some chips, each once.
fn families(chips: &[&Chip]) -> Vec<String> {
    let mut families: Vec<String> = Vec::new();
    for chip in chips {
        if !families.iter().any(|family| *family == *chip.family) {
            families.push(chip.family.to_string());
        }
    }
    families
}

/// What both gates said of the chips, from their launch to the last day drawn.
fn histories(corpus: &Corpus, common: &Common, chips: &[&Chip], to: Date) -> Result<Vec<History>, Failure> {
    if chips.is_empty() {
        return Ok(Vec::new());
    }
    let base = Ask::default().question(common)?;
    let until = to.checked_add(1.day()).map_err(Failure::fault)?;
    let ask = Reference { to: corpus.frame.destination.to_string(), base };
    let histories = Histories::new(corpus.ground(), Span { ask, from: None, until });
    let found: Result<Vec<History>, _> = chips.iter().map(|chip| histories.of(chip)).collect();
    found.map_err(question_failure)
}
