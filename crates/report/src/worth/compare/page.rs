//! The answer as a page.

use super::ChipComparison;
use crate::worth::figures::short;
use crate::worth::{page, roofline};
use chipgate_show::Words;
use chipgate_show::words::number::signed;
use maud::html;

impl ChipComparison<'_> {
    /// The answer as a page with the roofline of both chips.
    #[must_use]
    pub fn page(&self, words: &Words, lang: &str) -> String {
        let title = match self.two {
            Some(two) => words.fill("worth_page_title_two", &[("one", &self.one.chip), ("two", &two.chip)]),
            None => words.fill("worth_page_title_one", &[("one", &self.one.chip)]),
        };
        let body = html! {
            p.guide { (self.workload.title.in_language(lang)) " · " (words.code("worth_kind", self.workload.kind.word())) " · " (self.model) }
            ul.facts { @for line in self.sentences(words) { li { (line) } } }
            section {
                h2 { (words.get("worth_roofline_title")) }
                p.hint { (words.get("worth_roofline_hint")) }
                div.wide tabindex="0" role="region" aria-label=(words.get("worth_roofline_title")) { (roofline::chart(&self.chips(), words)) }
            }
            section {
                h2 { (words.get("worth_numbers_title")) }
                div.wide tabindex="0" { table {
                    thead { tr { th {} th { (self.one.chip) } @if let Some(two) = self.two { th { (two.chip) } th.number { (words.get("worth_col_ratio")) } } } }
                    tbody { @for row in self.rows(words) { tr {
                        td { (words.code("worth_row", row.code)) } td { (row.one.text) }
                        @if self.two.is_some() { td { (row.two.text) } td.number { (row.ratio.map_or(String::new(), short)) } }
                    } } }
                } }
            }
            @if !self.measured.is_empty() { section {
                h2 { (words.get("worth_measured_title")) }
                div.wide tabindex="0" { table {
                    thead { tr { th { "id" } th { (words.get("worth_col_chip")) } th { (words.get("worth_col_measured_rate")) } th { (words.get("worth_col_predicted_rate")) } th { "ln" } } }
                    tbody { @for one in &self.measured { tr {
                        td { (one.prepared.point.id) } td { (one.prepared.chip) } td.number { (short(one.prepared.measured)) } td.number { (short(one.predicted)) } td.number { (signed(one.ln_error, 2)) }
                    } } }
                } }
            } }
        };
        page::page(&title, lang, &body, words)
    }
}
