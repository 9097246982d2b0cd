//! The numbers behind the bars of one workload.

use super::sheet::{Row, Sheet};
use super::told::point;
use crate::study::Story;
use crate::worth::compare::shares;
use crate::worth::figures::{band, short};
use maud::{Markup, html};

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
                (words.fill("study_worth_command", &[("workload", &sheet.workload.id)])) " "
                (sources(story, sheet))
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

/// Where the load comes from.
fn sources(story: &Story<'_>, sheet: &Sheet<'_>) -> Markup {
    html! {
        @for source in sheet.workload.sources.iter().filter_map(|id| story.corpus.source(id)) {
            @if source.url.starts_with("http") { a href=(source.url) rel="noopener noreferrer" { (source.title) } }
            @else { (source.title) }
            " "
        }
    }
}
