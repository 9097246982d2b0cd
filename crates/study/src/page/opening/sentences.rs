//! The headlines as sentences: templates of the message files, filled with what the run gave.

use super::super::effects::years;
use super::super::race::choice::combos;
use super::super::theses::verdict::{Side, side};
use crate::{Story, Unit, chance, quantity_name, quantity_title, reduce};
use chipgate_race::experiment::Cell;
use chipgate_race::paired::Effect;
use chipgate_race::quantities::Reduce;
use chipgate_race::summary::Number;
use chipgate_race::theses::separation::Separated;
use chipgate_show::words::number;

/// A sentence, and the place of the page that shows more.
pub struct Headline {
    /// The sentence.
    pub text: String,
    /// Address within the page.
    pub link: String,
}

/// Scenario and Chinese answer of which the headlines speak.
pub type Pair<'a> = (&'a str, &'a str);

/// Quantities whose effects are told, where the study has them.
const TOLD: [&str; 3] = ["stock_cn_f", "domestic_units", "legal_usd"];
/// Quantities of which one level is told, the first that the study has.
const LEVELS: [&str; 2] = ["stock_ratio_f", "stock_cn_f"];
/// Quantities that show both gates, the first that the study has.
const GATED: [&str; 4] = ["legal_usd", "legal_units", "legal_f", "stock_cn_f"];

/// All headlines that the study's numbers allow.
pub fn all(story: &Story<'_>, pair: Pair<'_>) -> Vec<Headline> {
    let effects = told(story).into_iter().filter_map(|quantity| effect_of(story, pair, quantity));
    let first = level(story, pair).into_iter();
    first.chain(effects).chain(gates(story, pair)).chain(tests(story)).collect()
}

/// The quantities of [`TOLD`]; where the study has none, its first.
fn told<'a>(story: &'a Story<'_>) -> Vec<&'a str> {
    let all = story.quantities();
    let told: Vec<&str> = TOLD.into_iter().filter(|quantity| all.contains(quantity)).collect();
    if told.is_empty() { all.into_iter().take(1).collect() } else { told }
}

/// The first of some quantities that the study has, else its own first.
fn first_of<'a>(story: &'a Story<'_>, wanted: &[&'a str]) -> Option<&'a str> {
    let all = story.quantities();
    wanted.iter().copied().find(|quantity| all.contains(quantity)).or_else(|| all.first().copied())
}

/// One number of a quantity: the sum of several years if the study has one, else that of one year.
pub struct At<'a> {
    /// Id of the quantity.
    pub quantity: &'a str,
    /// `None` for the sum of several years.
    pub year: Option<i16>,
}

impl<'a> At<'a> {
    /// The year is the one of which effects are shown first, unless it lies after the known years.
    pub fn of(story: &Story<'_>, quantity: &'a str) -> Option<At<'a>> {
        if story.summary.total_years(quantity).is_some() && reduce(quantity) == Reduce::Sum {
            return Some(At { quantity, year: None });
        }
        let all = story.summary.years(quantity);
        let shown = years(story).into_iter().find(|year| all.contains(year));
        let last_known = story.corpus.race.last_known_year();
        let known = all.iter().copied().rfind(|year| *year <= last_known);
        Some(At { quantity, year: Some(shown.or(known).or(all.last().copied())?) })
    }

    pub fn number<'s>(
        &self,
        story: &'s Story<'_>,
        (scenario, answer): Pair<'_>,
        policy: &str,
    ) -> Option<&'s Number> {
        let cell = Cell { scenario: scenario.into(), policy: policy.into(), answer: answer.into() };
        match self.year {
            Some(year) => story.summary.number(&cell, self.quantity, year),
            None => story.summary.total(&cell, self.quantity),
        }
    }

    pub fn unit(&self, story: &Story<'_>) -> Unit {
        Unit::of(story.unit(self.quantity))
    }

    /// `2028`, `end of 2028` or `2026–2030 in sum`.
    pub fn when(&self, story: &Story<'_>) -> String {
        let words = story.words;
        match (self.year, story.summary.total_years(self.quantity)) {
            (None, Some((from, to))) => {
                words.fill("race_of_years", &[("from", &from.to_string()), ("to", &to.to_string())])
            }
            (year, _) => {
                let key = if reduce(self.quantity) == Reduce::Last { "race_of_end" } else { "race_of_year" };
                words.fill(key, &[("year", &year.map_or_else(String::new, |year| year.to_string()))])
            }
        }
    }

    /// Where the page shows it.
    pub fn link(&self) -> String {
        if self.year.is_none() { "#money".to_owned() } else { format!("#race-{}", self.quantity) }
    }
}

/// What the baseline gives of the first of [`LEVELS`].
fn level(story: &Story<'_>, pair: Pair<'_>) -> Option<Headline> {
    let words = story.words;
    let at = At::of(story, first_of(story, &LEVELS)?)?;
    let band = at.number(story, pair, &story.study.baseline)?.band;
    let unit = at.unit(story);
    let [low, _, middle, _, high] = band.at;
    let filled = [
        ("when", &*at.when(story)),
        ("policy", story.policy_title(&story.study.baseline)),
        ("answer", story.policy_title(pair.1)),
        ("quantity", &*quantity_name(words, at.quantity)),
        ("value", &*unit.value(words, middle)),
        ("range", &*unit.range(words, low, high)),
    ];
    Some(Headline { text: words.fill("race_headline_level", &filled), link: at.link() })
}

/// The policies with the highest and the lowest median effect on a quantity.
fn effect_of(story: &Story<'_>, pair: Pair<'_>, quantity: &str) -> Option<Headline> {
    let words = story.words;
    let at = At::of(story, quantity)?;
    let mut found: Vec<(&str, Effect)> = Vec::new();
    for policy in &story.study.policies {
        found.extend(
            at.number(story, pair, policy).and_then(|number| number.effect).map(|effect| (&**policy, effect)),
        );
    }
    found.sort_by(|a, b| a.1.band.at[2].total_cmp(&b.1.band.at[2]));
    let (low, high) = (found.first()?, found.last()?);
    let told = |(policy, effect): &(&str, Effect)| {
        let words = chance(story, (pair.0, policy, pair.1), quantity, at.year, effect);
        change(story, at.unit(story), effect, &words)
    };
    let filled = [
        ("quantity", &*quantity_title(words, quantity)),
        ("when", &*at.when(story)),
        ("baseline", story.policy_title(&story.study.baseline)),
        ("high", story.policy_title(high.0)),
        ("high_effect", &*told(high)),
        ("low", story.policy_title(low.0)),
        ("low_effect", &*told(low)),
    ];
    let key = if found.len() > 1 { "race_headline_highest" } else { "race_headline_one" };
    Some(Headline { text: words.fill(key, &filled), link: "#effects".to_owned() })
}

/// `+9.24 million H100e (+4.04 million to +15.8 million; more in >99% of draws)`.
fn change(story: &Story<'_>, unit: Unit, effect: &Effect, chance: &str) -> String {
    let words = story.words;
    let [low, _, middle, _, high] = effect.band.at;
    let key = if low == high { "race_headline_same" } else { "race_headline_effect" };
    let filled = [
        ("effect", &*unit.change(words, middle)),
        ("range", &*unit.change_range(words, low, high)),
        ("words", chance),
    ];
    words.fill(key, &filled)
}

/// The policy whose result depends most on China's answer, with the result of each answer.
fn gates(story: &Story<'_>, pair: Pair<'_>) -> Option<Headline> {
    let words = story.words;
    let at = At::of(story, first_of(story, &GATED)?)?;
    let answers: Vec<&str> = combos(story)
        .into_iter()
        .filter(|combo| combo.scenario == pair.0)
        .map(|combo| combo.answer)
        .collect();
    let of = |policy: &str| -> Option<Vec<&Number>> {
        answers.iter().map(|answer| at.number(story, (pair.0, answer), policy)).collect()
    };
    let policies = story.study.policies.iter().filter_map(|policy| Some((&**policy, of(policy)?)));
    let (policy, numbers) = policies.max_by(|a, b| spread(&a.1).total_cmp(&spread(&b.1)))?;
    if answers.len() < 2 || spread(&numbers) <= 0.0 {
        return None;
    }
    let each = answers.iter().zip(&numbers).map(|(answer, number)| gate_value(story, &at, answer, number));
    let filled = [
        ("quantity", &*quantity_title(words, at.quantity)),
        ("policy", story.policy_title(policy)),
        ("when", &*at.when(story)),
        ("values", &*each.collect::<Vec<_>>().join(words.get("race_list"))),
    ];
    Some(Headline { text: words.fill("race_headline_gates", &filled), link: at.link() })
}

/// How far apart the medians lie.
fn spread(numbers: &[&Number]) -> f64 {
    let medians = || numbers.iter().map(|number| number.band.at[2]);
    medians().fold(f64::NEG_INFINITY, f64::max) - medians().fold(f64::INFINITY, f64::min)
}

fn gate_value(story: &Story<'_>, at: &At<'_>, answer: &str, number: &Number) -> String {
    let words = story.words;
    let unit = at.unit(story);
    let [low, _, middle, _, high] = number.band.at;
    let filled = [
        ("value", &*unit.value(words, middle)),
        ("range", &*unit.range(words, low, high)),
        ("answer", story.policy_title(answer)),
    ];
    words.fill("race_headline_gate_value", &filled)
}

/// Which tests tell the theses apart, how well, for which thesis those speak, and which cannot tell.
fn tests(story: &Story<'_>) -> Option<Headline> {
    let words = story.words;
    if story.tested.is_empty() || story.separated.is_empty() {
        return None;
    }
    let of = |tells: bool| story.separated.iter().filter(move |one| one.tells == tells);
    let scenarios =
        story.study.scenarios.iter().filter(|id| story.tested.iter().any(|test| test.scenario == ***id));
    let counts: Vec<String> = scenarios.map(|scenario| test_count(story, scenario)).collect();
    let key = if of(true).next().is_some() { "race_headline_tests" } else { "race_headline_tests_none" };
    let filled = [
        ("cannot", &*named(story, of(false))),
        ("count", &*story.separated.len().to_string()),
        ("counts", &*counts.join(words.get("race_list"))),
        ("least", &*number::number(story.corpus.race.judging.separation.least)),
        ("tell", &*of(true).count().to_string()),
        ("tells", &*named(story, of(true))),
    ];
    Some(Headline { text: words.fill(key, &filled), link: "#theses".to_owned() })
}

/// `T5 0.56, T6 0.51`: tests with their separation; a word where there is none.
fn named<'s>(story: &Story<'_>, tests: impl Iterator<Item = &'s Separated<'s>>) -> String {
    let all: Vec<String> =
        tests.map(|test| format!("{} {}", test.thesis.id, number::exactly(test.area, 2))).collect();
    if all.is_empty() {
        story.words.get("tests_none").to_owned()
    } else {
        all.join(story.words.get("tests_comma"))
    }
}

/// On which side the tests that tell the theses apart lie under a scenario.
fn test_count(story: &Story<'_>, scenario: &str) -> String {
    let tests =
        || story.tested.iter().filter(|test| test.scenario == scenario && story.tells(&test.thesis.id));
    let count = |of: Side| tests().filter(|tested| side(tested.dependence) == of).count().to_string();
    let filled = [
        ("scenario", story.scenario_title(scenario)),
        ("dependence", &*count(Side::Dependence)),
        ("bridge", &*count(Side::Bridge)),
        ("open", &*count(Side::Open)),
    ];
    story.words.fill("race_headline_test_count", &filled)
}
