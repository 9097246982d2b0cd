//! The numbers behind the bars of one workload.

use super::sheet::{Row, Sheet};
use super::told::point;
use crate::Story;
use chipgate_base::Name;
use chipgate_catalogue::Figure;
use chipgate_report::worth::compare::shares;
use chipgate_report::worth::figures::{band, short};
use chipgate_show::words::with_code;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The table, folded away.
pub fn details(story: &Story<'_>, sheet: &Sheet<'_>) -> Markup {
    let words = story.words;
    let heads = [
        "worth_row_tokens_per_s",
        "study_worth_col_share",
        "study_worth_col_arithmetic",
        "study_worth_col_bandwidth",
        "worth_row_shares",
        "worth_row_usd",
        "worth_col_measured",
    ];
    html! {
        details.data {
            summary { (words.get("study_worth_table")) }
            div.wide tabindex="0" {
                table.worth-table {
                    thead { tr { th scope="col" { (words.get("worth_col_chip")) } @for key in heads { th scope="col" { (words.get(key)) } } } }
                    tbody { @for row in &sheet.rows { (line(story, row)) } }
                }
            }
            p.src {
                (with_code(&words.fill("study_worth_command", &[("workload", &sheet.workload.id)]))) " "
                (sources(story, &sheet.workload.sources))
            }
            @for row in &sheet.rows {
                p.src { (words.fill("study_worth_peaks", &[("chip", row.name)])) " " (sources(story, figures(story, row))) }
            }
        }
    }
}

fn line(story: &Story<'_>, row: &Row<'_>) -> Markup {
    let usd = row.worth.usd_per_million_tokens.map(band);
    html! {
        tr {
            th scope="row" { (row.name) }
            td.n { (band(row.worth.tokens_per_s)) }
            td.n { (short(row.share.middle)) }
            td.n { (short(row.arithmetic)) }
            td.n { (short(row.bandwidth)) }
            td { (shares(row.worth, story.words)) }
            td.n { (usd.unwrap_or_else(|| story.words.get("study_worth_no_price").to_owned())) }
            td { @for one in &row.measured { div { (short(one.prepared.measured)) " " (point(story, one)) " " (one.prepared.point.stack) } } }
        }
    }
}

/// Sources by title, as links.
fn sources<'i>(story: &Story<'_>, ids: impl IntoIterator<Item = &'i Name>) -> Markup {
    html! {
        @for (at, source) in ids.into_iter().filter_map(|id| story.corpus.catalogue.source(id)).enumerate() {
            @if at > 0 { (story.words.get("study_law_then")) }
            @if source.url.starts_with("http") { a href=(source.url) rel="noopener noreferrer" { (source.title) } }
            @else { (source.title) }
        }
    }
}

/// Sources of the figures of a chip that the answer reads: its rate in the format used, memory, price.
fn figures<'s>(story: &'s Story<'_>, row: &Row<'_>) -> BTreeSet<&'s Name> {
    let format = row.worth.numbers.word();
    let format = format.split('/').next().unwrap_or_default();
    let read = |figure: &&Figure| match &*figure.quantity {
        "dense_tera_per_s" => *figure.format == *format,
        other => matches!(other, "memory_bandwidth_gb_per_s" | "memory_gb" | "price_usd"),
    };
    let chip = story.corpus.catalogue.chip(&row.worth.chip);
    chip.iter().flat_map(|chip| &chip.figures).filter(read).flat_map(|figure| &figure.sources).collect()
}
