//! What must be said before a study: reforms and policies that say nothing in the years asked.

use chipgate_corpus::Corpus;
use chipgate_race::data::Study;
use chipgate_report::in_force::{asked, lines};
use chipgate_show::Words;
use jiff::civil::Date;

/// One line for each laid reform of which no text holds in the years of a study, and for each policy and answer that
/// begins after them; none where the study has no outcome.
#[must_use]
pub fn notes(corpus: &Corpus, study: &Study, words: &Words) -> Vec<String> {
    let years = || study.outcomes.iter().flat_map(|outcome| [outcome.from, outcome.to]);
    let day = |year: Option<i16>, month, day| year.and_then(|year| Date::new(year, month, day).ok());
    let (first, last) = (day(years().min(), 1, 1), day(years().max(), 12, 31));
    let Some((first, last)) = first.zip(last) else { return Vec::new() };
    let mut all = lines(corpus, words, first, last);
    for id in study.policies.iter().chain(&study.answers) {
        let own = study.own.iter().find(|policy| policy.id == *id);
        let Some(policy) = own.or_else(|| corpus.race.policy(id)).filter(|policy| policy.from > last) else {
            continue;
        };
        let title = policy.title.in_language(words.lang());
        let values =
            [("asked", &*asked(words, first, last)), ("day", &*words.day(policy.from)), ("policy", title)];
        all.push(words.fill("policy_not_yet", &values));
    }
    all
}
