//! Sentences: the first chip of the study against the second.

use super::super::law::turns::is_stop;
use super::super::modelled;
use super::sheet::{Row, Sheet, arithmetic, bandwidth, comparison, memory};
use crate::Story;
use chipgate_report::worth::figures::short;
use chipgate_show::locale::range;
use chipgate_survey::history::{History, Stretch};
use chipgate_worth::answer::Worth;
use chipgate_worth::validate::Checked;
use jiff::civil::Date;
use maud::{Markup, html};

/// The first and the second chip for one workload.
struct Pair<'a, 's> {
    sheet: &'a Sheet<'s>,
    one: &'a Row<'s>,
    two: &'a Row<'s>,
}

/// The two chips over all workloads; nothing where no workload has an answer for both.
pub fn lead(story: &Story<'_>, sheets: &[Sheet<'_>]) -> Markup {
    let pair = |sheet| Sheet::pair(sheet, story).map(|(one, two)| Pair { sheet, one, two });
    let mut pairs: Vec<Pair<'_, '_>> = sheets.iter().filter_map(pair).collect();
    pairs.sort_by(|a, b| ratio(a.one, a.two).total_cmp(&ratio(b.one, b.two)));
    let (Some(least), Some(most)) = (pairs.first(), pairs.last()) else { return html! {} };
    let peaks = [arithmetic as fn(&Worth) -> f64, bandwidth, memory].map(|pick| ends(&pairs, pick));
    let tokens = ends(&pairs, |worth| worth.tokens_per_s.middle);
    let told = |(low, high): (f64, f64)| range(story.lang(), &short(low), Some(&short(high)));
    let [arithmetic, bandwidth, memory] = peaks.map(told);
    let known = [
        ("one", least.one.name),
        ("two", least.two.name),
        ("arithmetic", &*arithmetic),
        ("bandwidth", &*bandwidth),
        ("memory", &*memory),
        ("ratio", &*told(tokens)),
        ("least", least.sheet.title(story.lang())),
        ("most", most.sheet.title(story.lang())),
    ];
    let [rate, bytes, _] = peaks;
    let between = rate.1 < tokens.0 && tokens.1 < bytes.0;
    let words = story.words;
    html! {
        p.lead {
            (words.fill("study_worth_peak", &known)) " "
            (words.fill("study_worth_tokens", &known)) " " (modelled(story))
            @if between { " " (words.get("study_worth_ruler")) }
            @if pairs.len() > 1 { " " (words.fill("study_worth_ends", &known)) }
            (alone(story))
        }
    }
}

/// Least and greatest ratio of a quantity over all workloads.
fn ends(pairs: &[Pair<'_, '_>], pick: fn(&Worth) -> f64) -> (f64, f64) {
    let all = pairs.iter().map(|pair| pick(pair.one.worth) / pick(pair.two.worth));
    all.fold((f64::INFINITY, 0.0_f64), |(low, high), one| (low.min(one), high.max(one)))
}

fn ratio(one: &Row<'_>, two: &Row<'_>) -> f64 {
    one.worth.tokens_per_s.middle / two.worth.tokens_per_s.middle
}

/// Days of the first chip without a US license requirement, where each other chip needed a license on
/// every one of them on which it was on sale. An open answer of another chip leaves the sentence out.
fn alone(story: &Story<'_>) -> Markup {
    let mut chips = story.study.worth.iter().filter_map(|id| on_sale(story, id));
    let Some(days) = chips.next().and_then(free_days) else { return html! {} };
    let others: Vec<&History> = chips.collect();
    let name = |history: &&History| super::sheet::name(story, &history.chip).to_owned();
    let names: Vec<String> = others.iter().map(name).collect();
    let (from, last) =
        (story.words.day(days.0), story.words.day(chipgate_report::history::day_before(days.1)));
    let known = [("from", &*from), ("last", &*last), ("others", &*names.join(story.words.get("list_comma")))];
    html! {
        @if !others.is_empty() && others.iter().all(|other| needed(other, days)) {
            " " (story.words.fill("study_worth_alone", &known)) " " a href="#law" { (story.words.get("study_worth_see_law")) }
        }
    }
}

/// The history of a chip with a known launch that is asked about in export.
fn on_sale<'s>(story: &'s Story<'_>, id: &str) -> Option<&'s History> {
    let history = story.histories.iter().find(|history| *history.chip == *id)?;
    let launched = story.corpus.catalogue.chip(id)?.launch.is_some();
    Some(history).filter(|_| launched && history.kind == "export")
}

/// The first days on which no US license requirement was found, up to the next answer; `None` where there are none.
fn free_days(history: &History) -> Option<(Date, Date)> {
    let free = |stretch: &&Stretch| stretch.found.gates.seller().answer.code() == "no_license_required";
    let own: Vec<&Stretch> = history.stretches.iter().skip_while(|one| !free(one)).take_while(free).collect();
    Some((own.first()?.from, own.last()?.until))
}

/// A US license was required on each of the days that the history has in common with these.
fn needed(history: &History, (from, until): (Date, Date)) -> bool {
    let mut common = history.stretches.iter().filter(|one| one.from < until && from < one.until).peekable();
    common.peek().is_some() && common.all(|one| is_stop(one.found.gates.seller().answer))
}

/// One workload: the two chips, what one ruler alone would say, and what was measured.
pub fn pair(story: &Story<'_>, sheet: &Sheet<'_>) -> Markup {
    let Some((one, two)) = sheet.pair(story) else { return html! {} };
    let compared = comparison(sheet, one, two);
    let known = [
        ("one", one.name),
        ("two", two.name),
        ("ratio", &*short(ratio(one, two))),
        ("arithmetic", &*short(arithmetic(one.worth) / arithmetic(two.worth))),
        ("bandwidth", &*short(bandwidth(one.worth) / bandwidth(two.worth))),
    ];
    let pairs = compared.measured_pairs();
    html! {
        p.worth-told {
            (story.words.fill("study_worth_pair", &known)) " " (modelled(story))
            @if !pairs.is_empty() { " " (measured(story, &pairs)) }
        }
    }
}

/// Measured ratios, each with both sources.
fn measured(story: &Story<'_>, pairs: &[(&Checked, &Checked)]) -> Markup {
    let ratios = html! {
        @for (at, (one, two)) in pairs.iter().enumerate() {
            @if at > 0 { (story.words.get("list_comma")) }
            (short(one.prepared.measured / two.prepared.measured))
            " (" (point(story, one)) " / " (point(story, two)) ")"
        }
    };
    story.words.spliced("worth_measured_ratio", &[], &[("ratios", ratios)])
}

/// The id of a measured point, as a link to its source.
pub fn point(story: &Story<'_>, one: &Checked) -> Markup {
    let point = &one.prepared.point;
    match story.corpus.catalogue.source(&point.source) {
        Some(source) if source.url.starts_with("http") => html! {
            a href=(source.url) rel="noopener noreferrer" title=(source.title) { (point.id) }
        },
        Some(source) => html! { span title=(source.title) { (point.id) } },
        None => html! { (point.id) },
    }
}
