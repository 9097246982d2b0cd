//! Section `race`: what each policy does, as fan charts beside the baseline.

mod cast;
pub mod choice;
mod data;
mod key;
mod panel;
mod ruler;

use super::modelled;
use crate::{Story, quantity_title, reduce};
use chipgate_race::paired::Band;
use chipgate_race::quantities::Reduce;
use chipgate_show::draw::{Frame, Scale};
use maud::{Markup, html};
use ruler::Ruler;

/// The drawing area of a panel, in tenths of a pixel, so that places are whole numbers and the page stays small.
const FRAME: Frame = Frame { size: (1600.0, 1510.0), left: 330.0, right: 1270.0, top: 190.0, bottom: 1330.0 };

/// A quantity of the study with its years and the axis that all its panels share.
pub struct Chart<'a> {
    /// Place among the quantities of the study; makes ids of the page.
    place: usize,
    /// Id of the quantity.
    quantity: &'a str,
    /// Its years, in order.
    years: Vec<i16>,
    /// Where its years stand.
    across: Scale,
    ruler: Ruler,
}

/// The bands of one cell, a year each, in the order of the chart's years.
type Bands = Vec<Band>;

impl<'a> Chart<'a> {
    /// `None` where the study has no single year of the quantity, or no cell is complete.
    fn of(story: &Story<'a>, place: usize, quantity: &'a str) -> Option<Chart<'a>> {
        let years = story.summary.years(quantity);
        let (mut all, mut last) = (Vec::new(), Vec::new());
        for combo in choice::combos(story) {
            for policy in &story.study.policies {
                let bands = bands(story, quantity, &years, combo.cell(policy)).unwrap_or_default();
                all.extend(bands.iter().flat_map(|band| [band.at[0], band.at[4]]));
                last.extend(bands.last().map(|band| [band.at[0], band.at[4]]).into_iter().flatten());
            }
        }
        let ruler = Ruler::over(story.words, story.unit(quantity), &all, &last)?;
        let ends = (f64::from(*years.first()?), f64::from(*years.last()?));
        let across = Scale::linear(ends, FRAME.across());
        Some(Chart { place, quantity, years, across, ruler })
    }

    /// The bands of a cell; `None` where the run did not reach it.
    fn bands(&self, story: &Story<'_>, cell: (&str, &str, &str)) -> Option<Bands> {
        bands(story, self.quantity, &self.years, cell)
    }
}

fn bands(story: &Story<'_>, quantity: &str, years: &[i16], cell: (&str, &str, &str)) -> Option<Bands> {
    let of = |year: &i16| story.number(cell, quantity, *year).map(|number| number.band);
    years.iter().map(of).collect::<Option<Bands>>().filter(|bands| !bands.is_empty())
}

/// Draws the section.
pub fn section(story: &Story<'_>) -> Markup {
    let quantities = story.quantities();
    let charts = quantities.iter().enumerate();
    let charts: Vec<Chart<'_>> = charts.filter_map(|(at, quantity)| Chart::of(story, at, quantity)).collect();
    let others = story.study.policies.iter().any(|policy| *policy != story.study.baseline);
    if charts.is_empty() {
        return html! {};
    }
    html! {
        p.lead { (story.words.get("race_guide")) " " (modelled(story)) }
        (key::key(story, others))
        (cast::cast(story))
        @if charts.len() > 1 { (jump(story, &charts)) }
        (choice::bar(story, "race", &[]))
        @for chart in &charts { (outcome(story, chart)) }
    }
}

fn jump(story: &Story<'_>, charts: &[Chart<'_>]) -> Markup {
    html! {
        nav.jump { details {
            summary { (story.words.get("race_jump")) }
            ul { @for chart in charts {
                li { a href=(format!("#race-{}", chart.quantity)) { (quantity_title(story.words, chart.quantity)) } }
            } }
        } }
    }
}

/// One quantity: what it is, and its panels for every scenario and answer, the first of which is open.
fn outcome(story: &Story<'_>, chart: &Chart<'_>) -> Markup {
    html! {
        div.outcome id=(format!("race-{}", chart.quantity)) {
            h3 { (quantity_title(story.words, chart.quantity)) }
            p.about { (about(story, chart)) }
            (panel::shared_axis(story, chart))
            (choice::each(story, |combo| panels(story, chart, combo)))
        }
    }
}

fn about(story: &Story<'_>, chart: &Chart<'_>) -> Markup {
    let words = story.words;
    let when = match reduce(chart.quantity) {
        Reduce::Last => "race_when_end",
        Reduce::Sum => "race_when_sum",
        Reduce::Mean => "race_when_mean",
    };
    html! {
        (words.fill("race_unit", &[("unit", &chart.ruler.label)])) " " (words.get(when)) " "
        @if chart.ruler.axis.scale.is_log() { (words.get("race_log")) " " }
        (equation_link(story, chart.quantity)) " " (modelled(story))
    }
}

/// A link to the equations that give a quantity; nothing where no block names it.
pub fn equation_link(story: &Story<'_>, quantity: &str) -> Markup {
    let block = story.corpus.race.block_of_quantity(quantity);
    html! {
        @if let Some(block) = block {
            a href=(format!("#eq-{}", block.id)) title=(block.title.in_language(story.lang())) {
                (story.words.fill("race_equation", &[("id", &block.id)]))
            }
        }
    }
}

/// The panels of a scenario and answer, one for each policy but the baseline; the baseline alone where there is
/// no other.
fn panels(story: &Story<'_>, chart: &Chart<'_>, combo: &choice::Combo<'_>) -> Markup {
    let baseline = &*story.study.baseline;
    let base = chart.bands(story, combo.cell(baseline));
    let mut others: Vec<&str> =
        story.study.policies.iter().map(|policy| &**policy).filter(|policy| *policy != baseline).collect();
    if others.is_empty() {
        others.push(baseline);
    }
    html! {
        figure {
            figcaption { (combo.caption(story)) }
            @if let Some(base) = &base { (panel::shared_baseline(chart, combo, base)) }
            div.panels { @for policy in others {
                @if let Some(bands) = chart.bands(story, combo.cell(policy)) {
                    (panel::panel(story, chart, combo, (policy, &bands), base.as_ref()))
                }
            } }
            (data::table(story, chart, combo))
        }
    }
}

/// A number of the model on the axis of a chart, to three digits.
fn short(ruler: &Ruler, value: f64) -> String {
    chipgate_show::words::number::rounded(ruler.shown(value))
}
