//! The catalogue in order of worth.

use super::figures::{band, band_json, cells};
use super::page::{self, axis, mark};
use chipgate_law::gate::Side;
use chipgate_show::Words;
use chipgate_show::draw::axis::{label, level_rule, rule};
use chipgate_show::draw::bar::whisker;
use chipgate_show::draw::{Scale, count, px};
use chipgate_show::table::{Cell, Column, Table, figure, number, text as text_column};
use chipgate_worth::answer::Worth;
use chipgate_worth::workload::Workload;
use maud::{Markup, html};
use serde_json::{Value, json};

/// One chip in the order.
pub struct Ranked {
    /// Chip id.
    pub chip: String,
    /// Name as sold.
    pub name: String,
    /// Country of its designer's headquarters; empty when unknown.
    pub country: String,
    /// The side on which that country stands; `None` for a third.
    pub side: Option<Side>,
    /// What it is worth, or why there is no answer: message, remedy, and whether it is unknown rather than impossible.
    pub worth: Result<Worth, (String, String, bool)>,
}

/// Puts the known ones first, most worth first; the rest by id.
pub fn sort(list: &mut [Ranked]) {
    let rate = |one: &Ranked| one.worth.as_ref().map_or(-1.0, |worth| worth.tokens_per_s.middle);
    list.sort_by(|a, b| rate(b).total_cmp(&rate(a)).then_with(|| a.chip.cmp(&b.chip)));
}

const COLUMNS: [Column; 13] = [
    number("rank"),
    text_column("chip"),
    text_column("country"),
    figure("tokens_per_s_low"),
    figure("tokens_per_s"),
    figure("tokens_per_s_high"),
    text_column("binding"),
    text_column("precision"),
    figure("usd_per_million_tokens_low"),
    figure("usd_per_million_tokens"),
    figure("usd_per_million_tokens_high"),
    text_column("state"),
    text_column("note"),
];

/// The order as a table. `state` is `ranked`, `unknown` or `impossible`; an empty `…_high` is not bounded.
#[must_use]
pub fn table(list: &[Ranked]) -> Table {
    let mut table = Table::new(&COLUMNS);
    for (at, one) in list.iter().enumerate() {
        table.push(row(at + 1, one));
    }
    table
}

fn row(rank: usize, one: &Ranked) -> [Cell; 13] {
    let (chip, country) = (Cell::from(&one.chip), Cell::from(&one.country));
    match &one.worth {
        Ok(worth) => {
            let [low, middle, high] = cells(Some(worth.tokens_per_s));
            let [usd_low, usd, usd_high] = cells(worth.usd_per_million_tokens);
            let (binding, precision) = (worth.binding.into(), worth.numbers.word().into());
            let (rank, state) = (rank.into(), "ranked".into());
            [
                rank,
                chip,
                country,
                low,
                middle,
                high,
                binding,
                precision,
                usd_low,
                usd,
                usd_high,
                state,
                Cell::Missing,
            ]
        }
        Err((message, _, unknown)) => {
            let mut row = [const { Cell::Missing }; 13];
            let [_, of_chip, of_country, .., state, note] = &mut row;
            (*of_chip, *of_country) = (chip, country);
            (*state, *note) = (if *unknown { "unknown" } else { "impossible" }.into(), message.into());
            row
        }
    }
}

/// The order as JSON.
#[must_use]
pub fn json(list: &[Ranked], workload: &Workload, day: &str) -> Value {
    let one = |(at, ranked): (usize, &Ranked)| match &ranked.worth {
        Ok(worth) => json!({
            "rank": at + 1, "chip": ranked.chip, "country": ranked.country, "tokens_per_s_per_chip": band_json(worth.tokens_per_s), "binding": worth.binding,
            "precision": worth.numbers.word(), "usd_per_million_tokens": worth.usd_per_million_tokens.map(band_json),
        }),
        Err((message, help, unknown)) => {
            json!({ "rank": null, "chip": ranked.chip, "country": ranked.country, "state": if *unknown { "unknown" } else { "impossible" }, "message": message, "help": help })
        }
    };
    json!({ "schema": "chipgate.worth_rank/1", "workload": &*workload.id, "as_of": day, "chips": list.iter().enumerate().map(one).collect::<Vec<_>>(), "modelled": true })
}

/// The order for people.
#[must_use]
pub fn text(list: &[Ranked], workload: &Workload, day: &str, words: &Words) -> String {
    let title = words
        .fill("worth_rank_title", &[("workload", workload.title.in_language(words.lang())), ("day", day)]);
    let mut out = format!("{title}\n{}\n\n", words.code("worth_unit", workload.kind.word()));
    for (at, one) in list.iter().enumerate() {
        if let Ok(worth) = &one.worth {
            out.push_str(&format!(
                "{:>3}  {:<34} {:<3} {:<28} {}\n",
                at + 1,
                one.chip,
                one.country,
                band(worth.tokens_per_s),
                words.code("worth_bind", worth.binding)
            ));
        }
    }
    let open: Vec<&Ranked> = list.iter().filter(|one| one.worth.is_err()).collect();
    if !open.is_empty() {
        out.push_str(&format!("\n{}\n", words.get("worth_rank_open")));
        for one in open {
            let reason = one.worth.as_ref().err().map_or("", |(message, _, _)| message);
            out.push_str(&format!("     {:<34} {:<3} {reason}\n", one.chip, one.country));
        }
    }
    out.push_str(&format!("\n{}\n", words.get("worth_modelled")));
    out
}

/// The order as a page with a chart.
#[must_use]
pub fn page(list: &[Ranked], workload: &Workload, day: &str, words: &Words, lang: &str) -> String {
    let title = words
        .fill("worth_rank_title", &[("workload", workload.title.in_language(words.lang())), ("day", day)]);
    let known: Vec<(&Ranked, &Worth)> =
        list.iter().filter_map(|one| Some((one, one.worth.as_ref().ok()?))).collect();
    let body = html! {
        p.guide { (words.code("worth_unit", workload.kind.word())) }
        p.hint { (words.get("worth_rank_hint")) }
        ul.legend { @for (class, key) in [("seller", "worth_from_us"), ("buyer", "worth_from_cn"), ("other", "worth_from_other")] {
            li { svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" { (mark(class, (0.0, 0.0))) } " " (words.get(key)) }
        } }
        div.wide tabindex="0" role="region" aria-label=(title) { (chart(&known)) }
        section {
            h2 { (words.get("worth_numbers_title")) }
            div.wide tabindex="0" { table {
                thead { tr { th {} th { (words.get("worth_col_chip")) } th { (words.get("worth_col_country")) } th { (words.code("worth_unit", workload.kind.word())) } th { (words.get("worth_col_binding")) } th { (words.code("worth_row", "numbers")) } th { (words.code("worth_row", "usd")) } } }
                tbody {
                    @for (at, (one, worth)) in known.iter().enumerate() { tr {
                        td.number { (at + 1) } td { (one.chip) } td { (one.country) } td.number { (band(worth.tokens_per_s)) } td { (words.code("worth_bind", worth.binding)) } td { (worth.numbers.word()) }
                        td.number { (worth.usd_per_million_tokens.map_or(String::new(), band)) }
                    } }
                    @for one in list.iter().filter(|one| one.worth.is_err()) { tr.open { td {} td { (one.chip) } td { (one.country) } td colspan="4" { (one.worth.as_ref().err().map_or(String::new(), |(message, help, _)| format!("{message}; {help}"))) } } }
                }
            } }
        }
    };
    page::page(&title, lang, &body, words)
}

/// Left and right end of the chart; the names of the chips stand left of it.
const ENDS: (f64, f64) = (250.0, 870.0);
const ROW: f64 = 22.0;

fn chart(known: &[(&Ranked, &Worth)]) -> Markup {
    let low = known.iter().map(|(_, worth)| worth.tokens_per_s.low).fold(f64::INFINITY, f64::min);
    let highs = known.iter().map(|(_, worth)| worth.tokens_per_s.high).filter(|high| high.is_finite());
    let high = highs.fold(1e-9, f64::max);
    let axis = axis(Scale::log((low / 1.3, high * 1.2), ENDS));
    let height = ROW * count(known.len());
    html! {
        svg.chart viewBox=(format!("0 -12 900 {:.0}", height + 52.0)) role="img" {
            @for tick in &axis.ticks {
                (rule("grid", px(tick.at), (8, px(height + 12.0))))
                (label("tick", (px(tick.at), 4), "middle", &tick.text))
                (label("tick", (px(tick.at), px(height + 30.0)), "middle", &tick.text))
            }
            @for (at, (one, worth)) in known.iter().enumerate() {
                (chip(one, worth, (&axis.scale, high), 18.0 + ROW * count(at)))
            }
        }
    }
}

/// The row of a chip; a range without an upper end reaches to the greatest of all.
fn chip(one: &Ranked, worth: &Worth, (x, greatest): (&Scale, f64), middle: f64) -> Markup {
    let rate = worth.tokens_per_s;
    let ends = (x.beyond(rate.low), x.beyond(rate.high.min(greatest)));
    html! {
        (label("", (242, px(middle + 4.0)), "end", &one.chip))
        (level_rule("row", px(middle), ENDS))
        (whisker("whisker", ends, middle, 4.0))
        g { title { (one.name) " · " (band(rate)) } (mark(class(one.side), (x.beyond(rate.middle), middle))) }
    }
}

fn class(side: Option<Side>) -> &'static str {
    side.map_or("other", Side::code)
}
