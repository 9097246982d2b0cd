//! The data behind the drawings as a table.

use super::model::{ChipStrip, HistoryPage, Span};
use crate::page::answers;
use crate::page::cause::cited;
use chipgate_show::draw::days;
use chipgate_show::words::Words;
use maud::{Markup, html};

const COLUMNS: [&str; 10] = [
    "col_chip",
    "col_vendor",
    "col_from",
    "col_last",
    "col_us",
    "col_cn",
    "col_joint",
    "col_eccn",
    "col_review",
    "col_cause",
];

/// The table of all stretches, folded away, with a link that saves it as CSV.
pub fn section(page: &HistoryPage, words: &Words) -> Markup {
    html! {
        section #table aria-labelledby="table-title" {
            h2 #table-title { (words.get("table_title")) }
            details {
                summary { (words.get("table_open")) }
                p.scripted {
                    a #csv href="#table" download="chipgate-history.csv" { (words.get("csv_link")) }
                    " " span.hint { (words.get("csv_hint")) }
                }
                div.scroll.tabled tabindex="0" {
                    table {
                        thead { tr {
                            @for key in COLUMNS { th scope="col" { (words.get(key)) } }
                            @for (gate, _) in others(page) { th scope="col" { (gate) } }
                        } }
                        tbody {
                            @for chip in &page.chips {
                                @for span in &chip.spans { (line(chip, span, words)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The gates of other governments, by name; none where the data have none.
fn others(page: &HistoryPage) -> &[(String, String)] {
    page.chips.iter().flat_map(|chip| &chip.spans).next().map_or(&[], |span| &span.others)
}

fn line(chip: &ChipStrip, span: &Span, words: &Words) -> Markup {
    html! {
        tr {
            th scope="row" { (chip.name) }
            td { (chip.vendor.0) }
            td.d { (words.day_of_text(&span.from)) }
            td.d { (words.day_of_text(&days::before(&span.until))) }
            td { (answers::swatch(&span.seller)) " " (words.code("short", &span.seller)) }
            td { (answers::swatch(&span.buyer)) " " (words.code("short", &span.buyer)) }
            td { (words.code("short", &span.verdict)) }
            td { (span.eccn.join(", ")) }
            td { (review(span, words)) }
            td { @if let Some(cause) = &span.cause { (cited(cause)) } }
            @for (_, answer) in &span.others { td { (answers::swatch(answer)) " " (words.code("short", answer)) } }
        }
    }
}

fn review(span: &Span, words: &Words) -> String {
    if span.review == "not_applicable" { String::new() } else { words.codes("review", &span.review) }
}
