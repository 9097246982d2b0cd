//! Section `limits` of the page of a study: what it is not, what is left out, how firm it is, how to repeat it.

use crate::Story;
use chipgate_corpus::Coverage;
use chipgate_race::backcast::count;
use chipgate_race::data::Side;
use chipgate_race::unsettled::Unsettled;
use chipgate_report::coverage;
use maud::{Markup, html};

/// What the model leaves out: ends of the keys of the sentences.
const LEFT_OUT: [&str; 6] = ["stages", "prices", "software", "choice", "china", "enforcement"];

/// Draws the section.
pub fn section(story: &Story<'_>) -> Markup {
    let words = story.words;
    html! {
        p { (words.get("tests_limits_lead")) }
        h3 { (words.get("tests_limits_not")) }
        ul.limits {
            @for key in ["forecast", "evidence", "advice"] { li { (words.code("tests_limits_not", key)) } }
            li { (uncalibrated(story)) }
        }
        h3 { (words.get("tests_limits_out")) }
        ul.limits { @for key in LEFT_OUT { li { (words.code("tests_limits_out", key)) } } }
        h3 { (words.get("tests_limits_counts")) }
        ul.limits {
            li { (judged(story)) }
            li { (coverage::collected(story.corpus, story.words)) (not_modelled(story)) }
            li { (coverage::beyond(story.corpus, story.words)) (uncollected(story)) }
            li { (covers_to(story)) }
            li { (words.fill("tests_limits_extrapolation", &[("year", &story.corpus.race.last_known_year().to_string())])) }
        }
        (unsettled(story))
        (repeat(story))
    }
}

fn uncalibrated(story: &Story<'_>) -> Markup {
    let count = count(story.backcast);
    if count.foreseen == 0 {
        return html! { (story.words.get("tests_limits_not_narrowed")) };
    }
    let (missed, all) = (count.missed.to_string(), count.foreseen.to_string());
    html! {
        (story.words.fill("tests_limits_not_calibrated", &[("all", &all), ("missed", &missed)])) " "
        a href="#misses" { (story.words.get("study_title_misses")) }
    }
}

/// Stretches that a rule book leaves open, and what the race does there.
fn unsettled(story: &Story<'_>) -> Markup {
    let words = story.words;
    html! {
        @if !story.unsettled.is_empty() {
            h3 #unsettled { (words.get("study_unsettled")) }
            p { (words.get("study_unsettled_means")) }
            details.data {
                summary { (words.fill("study_unsettled_list", &[("count", &story.unsettled.len().to_string())])) }
                ul.limits { @for one in story.unsettled { li { (stretch(story, one)) } } }
            }
        }
    }
}

fn stretch(story: &Story<'_>, one: &Unsettled) -> String {
    let words = story.words;
    let gates = &story.corpus.law.gates;
    let gate = &gates[if one.side == Side::Seller { gates.seller() } else { gates.buyer() }];
    let chips = story.corpus.race.market.chips.iter().filter(|chip| chip.class == one.class);
    let chip = chips.rev().find(|chip| chip.earliest <= one.from);
    let name =
        chip.and_then(|chip| story.corpus.catalogue.chip(&chip.chip)).map_or(&*one.class, |chip| &*chip.name);
    let buyers: Vec<String> =
        one.segments.iter().map(|segment| words.code("study_segment", segment)).collect();
    let buyers = buyers.join(words.get("list_comma"));
    let (from, until) = (words.day(one.from), one.until.map(|day| words.day(day)));
    let country = gate.title.in_language(story.lang());
    let values = [("gate", country), ("chip", name), ("buyers", &*buyers), ("from", &*from)];
    let until = [("until", until.as_deref().unwrap_or_default())];
    let key = format!(
        "study_unsettled_{}_{}",
        one.side.code(),
        if one.until.is_some() { "until" } else { "still" }
    );
    words.fill(&key, &[&values[..], &until[..]].concat())
}

/// How many assumptions are judgement.
fn judged(story: &Story<'_>) -> Markup {
    let assumptions = &story.corpus.race.assumptions;
    let judged = assumptions.iter().filter(|assumption| assumption.judgement).count().to_string();
    let low = assumptions.iter().filter(|assumption| &*assumption.confidence == "low").count().to_string();
    let all = assumptions.len().to_string();
    let values = [("all", &*all), ("judgement", &*judged), ("low", &*low)];
    html! {
        (story.words.fill("tests_limits_judgement", &values)) " "
        a href="#equations" { (story.words.get("study_title_equations")) }
    }
}

/// What is known to exist and was not collected, with citation and why it could matter.
fn uncollected(story: &Story<'_>) -> Markup {
    let words = story.words;
    html! {
        @if !story.corpus.uncollected.is_empty() {
            details.data {
                summary { (words.get("coverage_uncollected_list")) }
                ul.sources { @for one in &story.corpus.uncollected { li {
                    code { (one.id) } " " span lang="en" { (one.citation) ": " (one.what) " (" (one.why) ")" }
                } } }
            }
        }
    }
}

/// Provisions not modelled or in outline, with the reason of the data.
fn not_modelled(story: &Story<'_>) -> Markup {
    let words = story.words;
    let open = |coverage: &&Coverage| matches!(&*coverage.status, "not_modelled" | "outline");
    let found: Vec<&Coverage> = story.corpus.coverage.iter().filter(open).collect();
    html! {
        @if !found.is_empty() {
            details.data {
                summary { (words.get("tests_limits_coverage_list")) }
                ul.sources { @for coverage in found { li {
                    code { (coverage.id) } " " (words.code("tests_status", &coverage.status)) ": "
                    span lang="en" { (coverage.reason) }
                } } }
            }
        }
    }
}

/// Up to which day the sources of each gate reach.
fn covers_to(story: &Story<'_>) -> String {
    let gates = &story.corpus.law.gates;
    let day = |gate| story.words.day(gates[gate].covers_to);
    let (us, cn) = (day(gates.seller()), day(gates.buyer()));
    story.words.fill("tests_limits_covers", &[("cn", &cn), ("us", &us)])
}

/// The command that gives the same numbers.
fn repeat(story: &Story<'_>) -> Markup {
    let words = story.words;
    let (name, study) = (story.name, story.study);
    let command =
        format!("chipgate study {name} --draws {} --seed {} -o {name}-study", study.draws, study.seed);
    html! {
        h3 { (words.get("tests_limits_repeat")) }
        pre.command { code { (command) } }
        p { (words.fill("tests_limits_repeat_how", &[("hash", &story.corpus.sha256)])) }
    }
}
