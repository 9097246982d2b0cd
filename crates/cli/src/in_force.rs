//! Says of laid reforms and of policies that they say nothing on the days asked.

use crate::common::{Common, Format};
use crate::context::words_of;
use chipgate_corpus::{Corpus, ReformDays};
use chipgate_race::data::Study;
use chipgate_show::Words;
use jiff::civil::Date;

/// One line for each laid reform of which no text holds from `first` to `last`, both included.
pub fn lines(corpus: &Corpus, common: &Common, first: Date, last: Date) -> Vec<String> {
    let words = words_of(corpus, common);
    corpus.reforms_not_in_force(first, last).iter().map(|days| line(&words, days, first, last)).collect()
}

fn line(words: &Words, days: &ReformDays, first: Date, last: Date) -> String {
    let asked = asked(words, first, last);
    let (key, day) = match days.until.filter(|until| *until <= first) {
        Some(until) => ("reform_no_longer", until),
        None => ("reform_not_yet", days.first),
    };
    words.fill(key, &[("asked", &*asked), ("day", &*words.day(day)), ("reform", &*days.name)])
}

fn asked(words: &Words, first: Date, last: Date) -> String {
    if first == last {
        return words.day(first);
    }
    words.fill("reform_days", &[("from", &*words.day(first)), ("to", &*words.day(last))])
}

/// The lines as the beginning of a text; for every other form they are printed on stderr.
pub fn head(corpus: &Corpus, common: &Common, first: Date, last: Date) -> String {
    let lines = lines(corpus, common, first, last);
    if common.format == Format::Text {
        return lines.iter().map(|line| format!("{line}\n")).collect();
    }
    for line in lines {
        crate::output::note(format_args!("{line}\n"));
    }
    String::new()
}

/// The same for the years of a study, with a line for each policy and answer that begins after them.
pub fn of_study(corpus: &Corpus, common: &Common, study: &Study) -> Vec<String> {
    let years = || study.outcomes.iter().flat_map(|outcome| [outcome.from, outcome.to]);
    let day = |year: Option<i16>, month, day| year.and_then(|year| Date::new(year, month, day).ok());
    let (first, last) = (day(years().min(), 1, 1), day(years().max(), 12, 31));
    let Some((first, last)) = first.zip(last) else { return Vec::new() };
    let words = words_of(corpus, common);
    let mut all = lines(corpus, common, first, last);
    for id in study.policies.iter().chain(&study.answers) {
        let own = study.own.iter().find(|policy| policy.id == *id);
        let Some(policy) = own.or_else(|| corpus.race.policy(id)).filter(|policy| policy.from > last) else {
            continue;
        };
        let title = policy.title.in_language(words.lang());
        let values =
            [("asked", &*asked(&words, first, last)), ("day", &*words.day(policy.from)), ("policy", title)];
        all.push(words.fill("policy_not_yet", &values));
    }
    all
}
