//! The numbers behind the panels of a scenario and answer.

use super::choice::Combo;
use super::{Chart, short};
use crate::Story;
use chipgate_race::paired::Band;
use maud::{Markup, PreEscaped, html};

/// A table of every policy, the baseline first, and year.
pub fn table(story: &Story<'_>, chart: &Chart<'_>, combo: &Combo<'_>) -> Markup {
    let words = story.words;
    let baseline = &story.study.baseline;
    let mut policies: Vec<&str> = story.study.policies.iter().map(|policy| &**policy).collect();
    policies.sort_by_key(|policy| **policy != **baseline);
    html! {
        details.data {
            summary { (words.fill("race_data", &[("unit", &chart.ruler.label)])) }
            div.wide { table {
                thead { tr {
                    th { (words.get("race_effect_col_policy")) } th.n { (words.get("race_year")) }
                    th.n { "5%" } th.n { "25%" } th.n { (words.get("race_median")) } th.n { "75%" } th.n { "95%" }
                    th.n title=(words.get("race_error")) { "± " (words.get("race_error_short")) }
                } }
                tbody { @for policy in policies {
                    @if let Some(bands) = chart.bands(story, combo.cell(policy)) { (rows(story, chart, policy, &bands)) }
                } }
            } }
        }
    }
}

/// Rows of a policy. There may be ten thousand on a page, so end tags are left out, as HTML allows.
fn rows(story: &Story<'_>, chart: &Chart<'_>, policy: &str, bands: &[Band]) -> Markup {
    html! {
        @for (at, (year, band)) in chart.years.iter().zip(bands).enumerate() {
            (PreEscaped("<tr>"))
            @if at == 0 { th rowspan=(bands.len()) { (story.policy_title(policy)) } }
            (PreEscaped(format!("<td>{year}")))
            @for value in band.at.iter().chain([&band.error]) { (PreEscaped("<td>")) (short(&chart.ruler, *value)) }
        }
    }
}
