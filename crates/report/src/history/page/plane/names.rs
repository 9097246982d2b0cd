//! The names of the regions, set where they cover the fewest dots.

use super::super::model::Region;
use super::View;
use super::regions::{Corners, differ};
use chipgate_show::draw::tags::Tag;
use chipgate_show::draw::text::text_width;
use chipgate_show::draw::{count, px};
use chipgate_show::words::Words;
use maud::{Markup, html};

/// One name for each answer and class, where it covers the fewest dots.
pub fn draw(regions: &[Region], view: &View, dots: &[(f64, f64)], words: &Words) -> Markup {
    let mut named: Vec<&Region> = Vec::new();
    for region in regions {
        if named.iter().all(|other| differ(Some(other), Some(region))) {
            named.push(region);
        }
    }
    html! {
        @for first in named {
            @let alike = regions.iter().filter(|region| !differ(Some(first), Some(region)));
            @let places = alike.flat_map(|region| Name::places(region, view, words));
            @let best = places.min_by(|a, b| a.burden(dots).total_cmp(&b.burden(dots)));
            @if let Some(name) = best { (name.draw()) }
        }
    }
}

/// A name within a region: its ECCN paragraphs and, where there is room, its answer.
struct Name {
    left: f64,
    top: f64,
    width: f64,
    lines: Vec<(&'static str, String)>,
}

const LINE: f64 = 16.0;

impl Name {
    /// The four corners of a region, with both lines and with the first alone.
    fn places(region: &Region, view: &View, words: &Words) -> Vec<Name> {
        let at = Corners::of(region, view);
        let both = lines(region, words);
        let first: Vec<_> = both.iter().take(1).cloned().collect();
        [both, first].into_iter().flat_map(|lines| Name::corners(&at, &lines, view)).collect()
    }

    fn corners(at: &Corners, lines: &[(&'static str, String)], view: &View) -> Vec<Name> {
        let (size, margin) = (view.name_size, view.name_size / 2.0);
        let width = lines.iter().map(|(_, text)| text_width(text, size) - 4.0).fold(0.0, f64::max);
        let height = LINE * count(lines.len());
        if width + margin > at.width() || height + 4.0 > at.height() {
            return Vec::new();
        }
        let (left, right) = (at.left + margin, at.right - width - margin / 2.0);
        let (top, bottom) = (at.top + 4.0, at.bottom - height - 4.0);
        [(left, top), (left, bottom), (right, top), (right, bottom)]
            .map(|(left, top)| Name { left, top, width, lines: lines.to_vec() })
            .into()
    }

    fn covered(&self, dots: &[(f64, f64)]) -> usize {
        let size = (self.width, LINE * count(self.lines.len()));
        let place = Tag::new((self.left, self.top), size);
        dots.iter().filter(|dot| place.covers(**dot, (6.0, 6.0))).count()
    }

    /// What speaks against a place: dots below it first, then a missing line, then its depth.
    fn burden(&self, dots: &[(f64, f64)]) -> f64 {
        let missing = 2.0 - count(self.lines.len());
        count(self.covered(dots)) * 10.0 + missing * 5.0 + self.top / 1000.0
    }

    fn draw(&self) -> Markup {
        html! {
            @for (place, (class, text)) in self.lines.iter().enumerate() {
                text.(class) x=(px(self.left)) y=(px(self.top + 13.0 + LINE * count(place))) { (text) }
            }
        }
    }
}

fn lines(region: &Region, words: &Words) -> Vec<(&'static str, String)> {
    let answer = ("told", words.code("short", &region.answer));
    if region.eccn.is_empty() { vec![answer] } else { vec![("eccn", region.eccn.join(", ")), answer] }
}
