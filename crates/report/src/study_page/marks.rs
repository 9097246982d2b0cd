//! Small parts that several sections of the page share: sources, units, scales.

use crate::study::{self, Story, unit_name};
use maud::{Markup, html};

/// Links to sources, each with its title and publisher; a source without an address is only named.
pub fn sources<'a>(story: &Story<'_>, ids: impl IntoIterator<Item = &'a str>) -> Markup {
    html! {
        @for (place, id) in ids.into_iter().enumerate() {
            @if place > 0 { "; " }
            (source(story, id))
        }
    }
}

fn source(story: &Story<'_>, id: &str) -> Markup {
    match story.corpus.source(id) {
        Some(source) if !source.url.is_empty() => {
            html! { a href=(source.url) title=(source.publisher) lang="en" { (source.title) } }
        }
        Some(source) => html! { span title=(source.publisher) lang="en" { (source.title) } },
        None => html! { (id) },
    }
}

/// A link to a block of equations; the bare number where the data lack the block.
pub fn equation(story: &Story<'_>, id: &str) -> Markup {
    match story.corpus.race.block(id) {
        Some(block) => {
            html! { a href=(format!("#eq-{id}")) title=(block.title.in_language(story.lang())) { (id) } }
        }
        None => html! { (id) },
    }
}

/// The message of a key, or the text of the data where there is none; in English always that of the data.
pub fn told(story: &Story<'_>, key: &str, data: &str) -> String {
    study::told(story.words, key, data)
}

/// A unit of the race in words of the language; as it stands in the data where there are none.
pub fn unit(story: &Story<'_>, unit: &str) -> String {
    unit_name(story.words, unit)
}

/// Numbers laid on a line of the page from left to right.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    /// Lowest and highest number.
    pub ends: [f64; 2],
    /// Where they stand.
    pub at: [f64; 2],
}

impl Axis {
    /// Place of a number; what lies beyond an end stands at that end.
    pub fn place(&self, value: f64) -> f64 {
        let [low, high] = self.ends;
        let part = ((value - low) / (high - low)).clamp(0.0, 1.0);
        self.at[0] + part * (self.at[1] - self.at[0])
    }

    /// At most six round numbers inside the ends.
    pub fn ticks(&self) -> Vec<f64> {
        let [low, high] = self.ends;
        let rough = ((high - low) / 4.0).max(1e-12);
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|m| m * power).find(|step| *step >= rough);
        let step = step.unwrap_or(10.0 * power);
        let first = (low / step).ceil() * step;
        (0..6)
            .map(|count| first + f64::from(count) * step)
            .filter(|tick| *tick <= high + 1e-9 * step)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_lie_inside() {
        let axis = Axis { ends: [-0.28, 0.01], at: [0.0, 100.0] };
        let ticks = axis.ticks();
        assert_eq!(ticks.len(), 3, "{ticks:?}");
        assert!((axis.place(0.01) - 100.0).abs() < 1e-9 && axis.place(-5.0) == 0.0);
    }
}
